/** Columns of the orders. */
import type { Column } from '../../../lib/useColumns/useColumns'
import { MONEY_WORDS } from '../words'

import { ORDERS_WORDS } from './words'

export type ColumnName = 'number' | 'what' | 'amount' | 'state' | 'placed'

export const COLUMNS: readonly Column<ColumnName>[] = [
  { name: 'number', title: MONEY_WORDS.number, isFixed: true, width: '200px' },
  { name: 'what', title: MONEY_WORDS.what, isWide: true },
  { name: 'amount', title: MONEY_WORDS.amount, width: '120px' },
  { name: 'state', title: MONEY_WORDS.state, width: '140px' },
  { name: 'placed', title: ORDERS_WORDS.placed, width: '180px' },
]
