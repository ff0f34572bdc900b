/** Columns of the list of batches. */
import type { Column } from '../../lib/useColumns/useColumns'

import { BATCHES_WORDS } from './words'

export type ColumnName = 'name' | 'state' | 'window' | 'code' | 'students'

export const COLUMNS: readonly Column<ColumnName>[] = [
  { name: 'name', title: BATCHES_WORDS.name, isFixed: true, isWide: true },
  { name: 'state', title: BATCHES_WORDS.state, width: '112px' },
  { name: 'window', title: BATCHES_WORDS.window, width: '232px' },
  { name: 'code', title: BATCHES_WORDS.code, width: '112px' },
  { name: 'students', title: BATCHES_WORDS.students, width: '216px', isWide: true },
]
