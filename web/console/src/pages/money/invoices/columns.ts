/** Columns of the invoices. */
import type { Column } from '../../../lib/useColumns/useColumns'
import { MONEY_WORDS } from '../words'

import { INVOICES_WORDS } from './words'

export type ColumnName = 'invoice' | 'amount' | 'state' | 'order' | 'steps'

export const COLUMNS: readonly Column<ColumnName>[] = [
  { name: 'invoice', title: INVOICES_WORDS.invoice, isFixed: true, isWide: true },
  { name: 'amount', title: MONEY_WORDS.amount, width: '120px' },
  { name: 'state', title: MONEY_WORDS.state, width: '150px' },
  { name: 'order', title: MONEY_WORDS.order, width: '90px' },
  { name: 'steps', title: INVOICES_WORDS.number },
]
