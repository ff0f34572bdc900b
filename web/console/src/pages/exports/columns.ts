/** Columns of the lists. */
import type { Column } from '../../lib/useColumns/useColumns'
import { DELIVERY_WORDS } from '../delivery/words'

import { EXPORTS_WORDS } from './words'

export type ColumnName = 'list' | 'persons' | 'reason' | 'state' | 'proposed' | 'steps'

export const COLUMNS: readonly Column<ColumnName>[] = [
  { name: 'list', title: EXPORTS_WORDS.list, isFixed: true, isWide: true },
  { name: 'persons', title: EXPORTS_WORDS.persons, width: '90px' },
  { name: 'reason', title: EXPORTS_WORDS.reason, isWide: true },
  { name: 'state', title: DELIVERY_WORDS.state, width: '150px' },
  { name: 'proposed', title: DELIVERY_WORDS.proposed, width: '160px' },
  { name: 'steps', title: DELIVERY_WORDS.steps, width: '220px' },
]
