/** For tests: a client whose answers are written down, and what it was asked. */
import { createClient } from '../src/api/client'
import type { TransportRequest } from '../src/api/transport'
import type { Schemas } from '../src/api/types'

/** An answer of the service, or nothing where none comes back. */
export type Answered =
  | {
      readonly status: number
      readonly body?: unknown
      readonly headers?: Readonly<Record<string, string>>
    }
  | undefined

/** A good answer. */
export function good(body: unknown, etag?: string): Answered {
  return { status: 200, body, ...(etag === undefined ? {} : { headers: { etag } }) }
}

/** A refusal with its code. */
export function problem(status: number, code: string) {
  const body: Schemas['Problem'] = {
    type: `urn:caixiang:problem:${code}`,
    title: '标题',
    status,
    // A newer service may send codes that this page does not know.
    code: code as Schemas['ProblemCode'],
    detail: '说明。',
    detail_zh: '说明。',
    detail_en: 'Words.',
    instance: 'urn:caixiang:request:1',
  }
  return { status, body }
}

/** A client that answers one after the other, the last answer for ever; and what it was asked. */
export function clientWith<File>(...answers: readonly Answered[]) {
  return clientBy<File>((_, at) => answers[Math.min(at, answers.length - 1)])
}

/**
 * A client that answers by method and path, such as `GET /api/v1/degrees`; of several answers to one
 * request the last one stays. What has no answer here gets none from the service either.
 */
export function clientOf<File>(answers: Readonly<Record<string, Answered | readonly Answered[]>>) {
  const asked = new Map<string, number>()
  return clientBy<File>(({ method, url }) => {
    const name = `${method} ${url.replace(/\?.*$/, '')}`
    const found = answers[name]
    const at = asked.get(name) ?? 0
    asked.set(name, at + 1)
    return Array.isArray(found) ? (found as readonly Answered[])[Math.min(at, found.length - 1)] : (found as Answered)
  })
}

/** A client whose answers a test decides by the request; `at` counts from 0. */
export function clientBy<File>(
  answer: (request: TransportRequest<File>, at: number) => Answered | Promise<Answered>,
) {
  const requests: TransportRequest<File>[] = []
  const api = createClient<File>({
    baseUrl: '',
    token: () => undefined,
    transport: async (request) => {
      requests.push(request)
      const answered = await answer(request, requests.length - 1)
      return answered && { status: answered.status, headers: answered.headers ?? {}, body: bodyOf(answered.body) }
    },
  })
  return { api, requests }
}

function bodyOf(body: unknown): string | ArrayBuffer {
  if (body === undefined) return ''
  return body instanceof ArrayBuffer ? body : JSON.stringify(body)
}
