/** The room of orders. */
import type { Room } from '../../../room'
import { text } from '../../../words'

/** The page of one order. */
export function orderPath(id: string): string {
  return `/orders/${id}`
}

export const ORDERS: Room = {
  path: '/orders',
  title: text('订单', 'Orders'),
  purpose: text('按订单号、批次或状态找到订单，看付款和退款，减免、登记转账和现金。', 'Find orders by number, batch or state; see what was paid and went back; waive, record transfers and cash.'),
  permission: 'view-money',
  group: 'money',
  load: () => import('./OrdersPage.vue'),
  help: () => import('./help'),
  inner: [{ path: '/orders/:id', title: text('订单', 'Order'), load: () => import('./OrderPage.vue') }],
}
