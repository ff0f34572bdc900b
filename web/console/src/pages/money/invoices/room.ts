/** The room of invoices. */
import type { Room } from '../../../room'
import { text } from '../../../words'

export const INVOICES: Room = {
  path: '/invoices',
  title: text('发票', 'Invoices'),
  purpose: text('把学生的开票信息导出到税务平台，开好后写回号码。', 'Take invoices out for the tax platform, and write their numbers back.'),
  permission: 'view-money',
  group: 'money',
  load: () => import('./InvoicesPage.vue'),
  help: () => import('./help'),
}
