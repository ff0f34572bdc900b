/** Columns of the log. */
import type { Column } from '../../lib/useColumns/useColumns'

import { AUDIT_WORDS } from './words'

export type ColumnName = 'at' | 'what' | 'details' | 'number'

export const COLUMNS: readonly Column<ColumnName>[] = [
  { name: 'at', title: AUDIT_WORDS.at, width: '168px' },
  { name: 'what', title: AUDIT_WORDS.what, isFixed: true, isWide: true },
  { name: 'details', title: AUDIT_WORDS.details, isWide: true },
  { name: 'number', title: AUDIT_WORDS.number, width: '88px' },
]
