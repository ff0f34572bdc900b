/** The prices of a batch for a page that tells of the batch. */
import type { Schemas } from '@caixiang/shared/api/types'
import { moneyText } from '@caixiang/shared/money/fen'
import { PAYERS, PAY_MOMENTS, PRODUCTS } from '@caixiang/shared/money/words'
import type { Text } from '@caixiang/shared/text/text'

/** A price under its name, and what there is to know about it. */
export interface PriceRow {
  readonly name: Text
  readonly sum: string
  readonly note?: Text
}

/** The rows of a list: the collection first, with who pays it and when. */
export function priceRows(list: Schemas['PriceListView']): readonly PriceRow[] {
  const note = list.payer === 'school' ? PAYERS.school : PAY_MOMENTS[list.pay]
  return list.lines.map(({ product, unit_fen: fen }) => ({
    name: PRODUCTS[product],
    sum: moneyText(fen),
    ...(product === 'collection' ? { note } : {}),
  }))
}
