/** The room of the ledger. */
import type { Room } from '../../../room'
import { text } from '../../../words'

export const LEDGER: Room = {
  path: '/ledger',
  title: text('分类账', 'Ledger'),
  purpose: text('每一笔钱从哪个科目到哪个科目，各科目现在有多少。', 'Every movement between accounts, and what is on each.'),
  permission: 'view-money',
  group: 'money',
  load: () => import('./LedgerPage.vue'),
  help: () => import('./help'),
}
