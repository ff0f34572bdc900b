/** What several tests need: members of staff and messages, as the API has them. */
import type { Schemas } from '@caixiang/shared/api/types'

export const OPERATOR: Schemas['StaffView'] = {
  id: '019f9f27-9800-70bf-9908-03440d306933',
  centre: '019f9f27-9800-76cb-9927-517e0d9ecbb6',
  name: '示范操作员',
  roles: [{ role: 'operator' }],
  permissions: ['manage-batches', 'operate-service'],
  has_second_factor: false,
  needs_second_factor: false,
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
