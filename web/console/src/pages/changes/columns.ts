/** Columns of the requests of before. */
import type { Column } from '../../lib/useColumns/useColumns'

import { CHANGES_WORDS } from './words'

export type ColumnName = 'asked' | 'student' | 'change' | 'asker' | 'outcome'

export const COLUMNS: readonly Column<ColumnName>[] = [
  { name: 'asked', title: CHANGES_WORDS.asked, width: '160px' },
  { name: 'student', title: CHANGES_WORDS.student, width: '120px' },
  { name: 'change', title: CHANGES_WORDS.change, isWide: true },
  { name: 'asker', title: CHANGES_WORDS.asker, width: '136px' },
  { name: 'outcome', title: CHANGES_WORDS.outcome, width: '200px' },
]
