/** Columns of the list. */
import type { Column } from '../../../lib/useColumns/useColumns'

import { STUDENTS_WORDS } from './words'

export type ColumnName = 'number' | 'college' | 'teachingPoint' | 'class' | 'level' | 'stage' | 'prints'

export const COLUMNS: readonly Column<ColumnName>[] = [
  { name: 'number', title: STUDENTS_WORDS.number, isFixed: true, width: '168px' },
  { name: 'college', title: STUDENTS_WORDS.college },
  { name: 'teachingPoint', title: STUDENTS_WORDS.teachingPoint },
  { name: 'class', title: STUDENTS_WORDS.class },
  { name: 'level', title: STUDENTS_WORDS.level, width: '96px' },
  { name: 'stage', title: STUDENTS_WORDS.stage, width: '160px' },
  { name: 'prints', title: STUDENTS_WORDS.prints, width: '110px' },
]
