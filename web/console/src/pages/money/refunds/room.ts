/** The room of refunds. */
import type { Room } from '../../../room'
import { text } from '../../../words'

export const REFUNDS: Room = {
  path: '/refunds',
  title: text('退款', 'Refunds'),
  purpose: text('批准或不批准退款，处理办不下去的退款。', 'Approve or decline refunds, and look after those that are stuck.'),
  permission: 'view-money',
  group: 'money',
  load: () => import('./RefundsPage.vue'),
  help: () => import('./help'),
}
