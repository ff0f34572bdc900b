/** The room of income by day. */
import type { Room } from '../../../room'
import { text } from '../../../words'

export const INCOME: Room = {
  path: '/income',
  title: text('每日收入', 'Income by day'),
  purpose: text('每天收入多少、退了多少，钱在哪个账户。', 'What each day brought, what went back, and in which account it is.'),
  permission: 'view-money',
  group: 'money',
  load: () => import('./IncomePage.vue'),
  help: () => import('./help'),
}
