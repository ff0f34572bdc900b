/** The receipt of an order: what was paid, when, how, and under which numbers. */
import type { Schemas } from '@caixiang/shared/api/types'
import { moneyText } from '@caixiang/shared/money/fen'
import { MEANS, orderNumberText, PRODUCTS } from '@caixiang/shared/money/words'
import type { Language, Text } from '@caixiang/shared/text/text'
import { startText } from '@caixiang/shared/time/moment'
import { ORDERS } from '../orders/words'

/** The payment that has paid an order; none before it is paid, and where somebody else bears the price. */
export function payingOf(order: Schemas['WholeOrderView']): Schemas['PaymentView'] | undefined {
  return order.payments.find(({ state, is_surplus: isSurplus }) => state === 'succeeded' && !isSurplus)
}

/** Its lines, a name and a value each; nothing where nothing was paid. */
export function receiptOf(order: Schemas['WholeOrderView'], language: Language): readonly (readonly [Text, string])[] {
  const paid = payingOf(order)
  if (paid === undefined) return []
  const lines = order.lines.map(({ product, pieces, unit_fen: unit }) => [PRODUCTS[product], moneyText(unit * pieces)] as const)
  return [
    [ORDERS.number, orderNumberText(order.number)],
    ...lines,
    [ORDERS.means, MEANS[paid.means][language]],
    ...(paid.paid_at ? [[ORDERS.paidAt, startText(paid.paid_at)[language]] as const] : []),
    ...(paid.transaction ? [[ORDERS.transaction, paid.transaction] as const] : []),
  ]
}
