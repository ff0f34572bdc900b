/** What several tests need: a client whose answers are written down, and things of the API. */
import { createClient } from '../../shared/src/index'
import type { Schemas, TransportRequest } from '../../shared/src/index'

import type { Api } from './lib/api'

/** An answer of the service, or nothing where none comes back. */
export type Answered = { readonly status: number; readonly body?: unknown } | undefined

/** A client that answers one after the other, the last one for ever; and what it was asked. */
export function clientWith(...answers: readonly Answered[]) {
  const requests: TransportRequest<Blob>[] = []
  const api: Api = createClient<Blob>({
    baseUrl: '',
    token: () => undefined,
    transport: (request) => {
      const answered = answers[Math.min(requests.length, answers.length - 1)]
      requests.push(request)
      return Promise.resolve(
        answered && {
          status: answered.status,
          headers: {},
          body: answered.body === undefined ? '' : JSON.stringify(answered.body),
        },
      )
    },
  })
  return { api, requests }
}

export function problem(status: number, code: string): Answered {
  const body: Schemas['Problem'] = {
    type: `urn:caixiang:problem:${code}`,
    title: '标题',
    status,
    code,
    detail: '说明。',
    detail_zh: '说明。',
    detail_en: 'Words.',
    instance: 'urn:caixiang:request:1',
  }
  return { status, body }
}

export const OPERATOR: Schemas['StaffView'] = {
  id: '019f9f27-9800-70bf-9908-03440d306933',
  centre: '019f9f27-9800-76cb-9927-517e0d9ecbb6',
  name: '示范操作员',
  roles: [{ role: 'operator' }],
  permissions: ['manage-batches', 'operate-service'],
}

export const REVIEWER: Schemas['StaffView'] = {
  ...OPERATOR,
  name: '示范审核员',
  roles: [{ role: 'centre-reviewer' }],
  permissions: ['review-for-centre'],
}

/** A message that carries a code, unless something else is said. */
export function message(said: Partial<Schemas['KeptMessageView']> = {}): Schemas['KeptMessageView'] {
  return {
    id: '01a21104-3b2f-7230-b9aa-15e7791ac271',
    channel: 'sms',
    template: 'sign-in-code',
    recipient_hint: '138****1110',
    text: '验证码 672233，5 分钟内有效。请不要告诉任何人。如果不是你在登录，不用理会这条短信。',
    created_at: '2026-11-25T12:43:39.695171+08:00',
    ...said,
  }
}
