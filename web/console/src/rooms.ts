/** The rooms of the console: the top bar, the home page and the door read one list. */
import type { Schemas } from '@caixiang/shared/api/types'
import type { Text } from '@caixiang/shared/text/text'

import { text, TITLES } from './words'

/** What a member of staff may do, as the API writes it. */
export type Permission = Schemas['StaffView']['permissions'][number]

/** A part of the console. */
export interface Room {
  readonly path: string
  readonly title: Text
  /** What it is for, in one sentence. */
  readonly purpose: Text
  /** Who has it may enter. The service asks again; here it keeps people from doors that stay shut. */
  readonly permission: Permission
}

export const OUTBOX: Room = {
  path: '/outbox',
  title: TITLES.outbox,
  purpose: text('查看还没有发往外部的短信、微信和邮件，例如登录验证码。', 'Messages that are kept instead of sent, such as sign-in codes.'),
  permission: 'operate-service',
}

const ROOMS: readonly Room[] = [OUTBOX]

/** The rooms that somebody may enter. */
export function roomsOf(staff: Schemas['StaffView'] | undefined): readonly Room[] {
  return ROOMS.filter(({ permission }) => staff?.permissions.includes(permission) === true)
}
