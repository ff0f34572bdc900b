/** Columns of the queue. */
import type { Column } from '../../lib/useColumns/useColumns'

import { QUEUE } from './words'

export type ColumnName = 'submitted' | 'student' | 'school' | 'doubts' | 'flags' | 'claim' | 'open'

export const COLUMNS: readonly Column<ColumnName>[] = [
  { name: 'submitted', title: QUEUE.submitted, width: '128px' },
  { name: 'student', title: QUEUE.student, width: '136px' },
  { name: 'school', title: QUEUE.school, width: '144px' },
  { name: 'doubts', title: QUEUE.doubts, width: '120px' },
  { name: 'flags', title: QUEUE.flags, isWide: true },
  { name: 'claim', title: QUEUE.claim, width: '128px' },
  { name: 'open', title: QUEUE.open, width: '96px', isFixed: true },
]
