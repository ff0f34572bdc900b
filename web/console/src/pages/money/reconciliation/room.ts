/** The room of bills held against the ledger. */
import type { Room } from '../../../room'
import { text } from '../../../words'

export const RECONCILIATION: Room = {
  path: '/reconciliation',
  title: text('对账', 'Reconciliation'),
  purpose: text('把支付平台每天的账单和分类账对一遍，有差异就说怎么办。', 'Holds the bill of each day against the ledger, and says what to do where they differ.'),
  permission: 'view-money',
  group: 'money',
  load: () => import('./ReconciliationPage.vue'),
  help: () => import('./help'),
}
