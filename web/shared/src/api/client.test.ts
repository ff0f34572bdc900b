import { describe, expect, expectTypeOf, test } from 'vitest'

import { createClient } from './client'
import type { ApiClient } from './client'
import { failureText, hasCode, isPassing, wrongField } from './failure'
import type { TransportAnswer, TransportRequest } from './transport'
import type { Schemas } from './types'

/** A file as this test's platform names it. */
interface File {
  readonly path: string
}

interface Answered {
  readonly status: number
  readonly body?: string | ArrayBuffer
  readonly headers?: Readonly<Record<string, string>>
}

/** A client whose transport answers with `answered`, and what it was asked. */
function clientWith(answered: Answered | undefined, token?: string) {
  const requests: TransportRequest<File>[] = []
  const api = createClient<File>({
    baseUrl: 'https://caixiang.example',
    token: () => token,
    transport: (request) => {
      requests.push(request)
      const answer: TransportAnswer | undefined = answered && {
        headers: {},
        body: '',
        ...answered,
      }
      return Promise.resolve(answer)
    },
  })
  return { api, requests }
}

const json = (value: unknown, status = 200): Answered => ({ status, body: JSON.stringify(value) })

const STALE: Schemas['Problem'] = {
  type: 'urn:caixiang:problem:stale',
  title: '内容已更新',
  status: 412,
  code: 'stale',
  detail: '请刷新页面。',
  detail_zh: '请刷新页面。',
  detail_en: 'Reload the page.',
  instance: 'urn:caixiang:request:1',
}

type Case = (api: ApiClient<File>) => Promise<unknown>

async function requestOf(call: Case, token?: string): Promise<TransportRequest<File>> {
  const { api, requests } = clientWith(json({}), token)
  await call(api)
  const [request] = requests
  if (request === undefined) throw new Error('nothing was asked')
  return request
}

describe('a request', () => {
  test('has its path filled in and its query behind it', async () => {
    const request = await requestOf((api) =>
      api.GET('/api/v1/photos/{id}', { params: { path: { id: 'a/b' }, query: { wait_ms: 5000 } } }),
    )
    expect(request.method).toBe('GET')
    expect(request.url).toBe('https://caixiang.example/api/v1/photos/a%2Fb?wait_ms=5000')
    expect(request.body).toEqual({ kind: 'none' })
    expect(request.headers).not.toHaveProperty('authorization')
  })

  test('leaves out what is not said', async () => {
    const request = await requestOf((api) =>
      api.GET('/api/v1/notifications', { params: { query: { limit: 20 } } }),
    )
    expect(request.url).toBe('https://caixiang.example/api/v1/notifications?limit=20')
  })

  test('carries the session, the headers of the operation and JSON', async () => {
    const request = await requestOf(
      (api) =>
        api.POST('/api/v1/photos/{id}/confirm', {
          params: { path: { id: '1' }, header: { 'If-Match': '"3-0"', 'Idempotency-Key': 'k' } },
          body: { accepted: ['brows-visible'] },
        }),
      'secret',
    )
    expect(request.headers).toMatchObject({
      authorization: 'Bearer secret',
      'If-Match': '"3-0"',
      'Idempotency-Key': 'k',
      'content-type': 'application/json',
    })
    expect(request.body).toEqual({ kind: 'text', text: '{"accepted":["brows-visible"]}' })
  })

  test('sends the original bytes of a photo', async () => {
    const bytes = new Uint8Array([0xff, 0xd8]).buffer
    const request = await requestOf((api) =>
      api.POST('/api/v1/captures/{id}/photo', {
        params: {
          path: { id: '1' },
          header: { 'Capture-Token': 't', 'Capture-Source': 'live-camera' },
        },
        bytes,
      }),
    )
    expect(request.body).toEqual({ kind: 'bytes', bytes })
    expect(request.headers).toMatchObject({ 'content-type': 'application/octet-stream' })
  })

  test('tells texts and files of a form apart and leaves its boundary to the platform', async () => {
    const picture = { path: 'wxfile://1.png' }
    const request = await requestOf((api) =>
      api.POST('/api/v1/degrees', {
        form: { batch: '1', last_four: '002X', picture, feature_code: null },
      }),
    )
    expect(request.body).toEqual({
      kind: 'form',
      fields: { batch: '1', last_four: '002X' },
      files: { picture },
    })
    expect(request.headers).not.toHaveProperty('content-type')
  })
})

describe('an answer', () => {
  test('is the data with its version', async () => {
    const { api } = clientWith({ ...json({ items: [] }), headers: { etag: '"1-0"' } })
    const { data, error, etag } = await api.GET('/api/v1/degrees')
    expectTypeOf(data).toEqualTypeOf<Schemas['List_DegreeView'] | undefined>()
    expect([data, error, etag]).toEqual([{ items: [] }, undefined, '"1-0"'])
  })

  test('may say nothing', async () => {
    const { api } = clientWith({ status: 204 })
    expect(await api.DELETE('/api/v1/session')).toEqual({ data: undefined })
  })

  test('may be a file', async () => {
    const body = new Uint8Array([1, 2]).buffer
    const { api, requests } = clientWith({ status: 200, body })
    const { data } = await api.download('/api/v1/files/{link}', { params: { path: { link: 'x' } } })
    expect(data).toBe(body)
    expect(requests[0]?.answerAs).toBe('bytes')
  })

  test('may be a file that is taken out', async () => {
    const body = new Uint8Array([3]).buffer
    const { api, requests } = clientWith({ status: 200, body })
    const { data } = await api.takeOut('/api/v1/money/invoices/export', { body: {} })
    expect(data).toBe(body)
    expect([requests[0]?.method, requests[0]?.answerAs]).toEqual(['POST', 'bytes'])
  })
})

describe('a failure is a value', () => {
  async function errorOf(answered: Answered | undefined) {
    const { api } = clientWith(answered)
    const { error } = await api.GET('/api/v1/account')
    if (error === undefined) throw new Error('no failure')
    return error
  }

  test('with what the service says', async () => {
    const error = await errorOf(json(STALE, 412))
    expect(hasCode(error, 'stale')).toBe(true)
    expect(hasCode(error, 'locked')).toBe(false)
    expect(failureText(error)).toEqual({ zh: '请刷新页面。', en: 'Reload the page.' })
    expect(isPassing(error)).toBe(false)
  })

  test('with the field that is wrong, where it is one', async () => {
    const invalid = { ...STALE, status: 422, code: 'invalid', field: 'name' }
    expect(wrongField(await errorOf(json(invalid, 422)))).toBe('name')
    expect(wrongField(await errorOf(json({ ...invalid, field: 7 }, 422)))).toBeUndefined()
    expect(wrongField(await errorOf(json({ ...STALE, field: 'name' }, 412)))).toBeUndefined()
    expect(wrongField(undefined)).toBeUndefined()
  })

  test('when nothing comes back', async () => {
    const error = await errorOf(undefined)
    expect(error).toEqual({ kind: 'no-answer' })
    expect(isPassing(error)).toBe(true)
  })

  test('when a gateway answers instead', async () => {
    const error = await errorOf({ status: 502, body: '<html>Bad gateway</html>' })
    expect(error).toEqual({ kind: 'foreign', status: 502 })
    expect(isPassing(error)).toBe(true)
  })

  test('when a captive network answers with its own page', async () => {
    const error = await errorOf({ status: 200, body: '<html>Sign in</html>' })
    expect(error).toEqual({ kind: 'foreign', status: 200 })
    expect(isPassing(error)).toBe(false)
  })

  test('when a good answer is empty that should not be', async () => {
    expect(await errorOf({ status: 200, body: '' })).toEqual({ kind: 'foreign', status: 200 })
  })

  test('in sentences with a way on', async () => {
    for (const answered of [undefined, { status: 502 }, { status: 200, body: '<' }]) {
      const { zh, en } = failureText(await errorOf(answered))
      expect(zh).toMatch(/。$/)
      expect(en).toMatch(/\.$/)
    }
  })
})

test('what the API does not know is an error of the compiler', () => {
  const { api } = clientWith(undefined)
  const never = (): unknown[] => [
    // @ts-expect-error no such path
    api.GET('/api/v1/degree'),
    // @ts-expect-error no such method there
    api.DELETE('/api/v1/degrees'),
    // @ts-expect-error the id is missing
    api.GET('/api/v1/degrees/{id}'),
    // @ts-expect-error the capture's token is missing
    api.PUT('/api/v1/captures/{id}/parts/{number}', { params: { path: { id: '1', number: 0 } } }),
    // @ts-expect-error the body lacks a field
    api.POST('/api/v1/sign-in/phone', { body: { phone: '+8619900000000' } }),
    // @ts-expect-error a file is not JSON
    api.GET('/api/v1/batches/{id}/students.csv', { params: { path: { id: '1' } } }),
  ]
  expect(never).toBeTypeOf('function')
})
