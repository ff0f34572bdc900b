/** The room of money that arrives by hand. */
import type { Room } from '../../../room'
import { text } from '../../../words'

export const ARRIVALS: Room = {
  path: '/arrivals',
  title: text('转账与现金', 'Transfers and cash'),
  purpose: text('登记和确认银行转账、现金，看每所学校应付多少。', 'Record and confirm transfers and cash; see what each school owes.'),
  permission: 'view-money',
  group: 'money',
  load: () => import('./ArrivalsPage.vue'),
  help: () => import('./help'),
}
