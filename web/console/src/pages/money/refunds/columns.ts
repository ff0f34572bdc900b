/** Columns of the refunds. */
import type { Column } from '../../../lib/useColumns/useColumns'
import { MONEY_WORDS } from '../words'

import { REFUNDS_WORDS } from './words'

export type ColumnName = 'amount' | 'reason' | 'means' | 'state' | 'requested' | 'order' | 'steps'

export const COLUMNS: readonly Column<ColumnName>[] = [
  { name: 'amount', title: MONEY_WORDS.amount, isFixed: true, width: '120px' },
  { name: 'reason', title: MONEY_WORDS.reason, isWide: true },
  { name: 'means', title: REFUNDS_WORDS.means, width: '120px' },
  { name: 'state', title: MONEY_WORDS.state, width: '150px' },
  { name: 'requested', title: REFUNDS_WORDS.requested, width: '160px' },
  { name: 'order', title: MONEY_WORDS.order, width: '90px' },
  { name: 'steps', title: REFUNDS_WORDS.steps, isWide: true },
]
