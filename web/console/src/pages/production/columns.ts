/** Columns of production. */
import type { Column } from '../../lib/useColumns/useColumns'

import { PRODUCTION_WORDS } from './words'

export type RunColumn = 'batch' | 'target' | 'jobs' | 'state' | 'files' | 'started'

export const RUN_COLUMNS: readonly Column<RunColumn>[] = [
  { name: 'batch', title: PRODUCTION_WORDS.batch, isFixed: true, isWide: true },
  { name: 'target', title: PRODUCTION_WORDS.target },
  { name: 'jobs', title: PRODUCTION_WORDS.jobs, width: '80px' },
  { name: 'state', title: PRODUCTION_WORDS.state, width: '140px' },
  { name: 'files', title: PRODUCTION_WORDS.files, width: '120px' },
  { name: 'started', title: PRODUCTION_WORDS.started, width: '160px' },
]

export type LineColumn = 'number' | 'student' | 'place' | 'what' | 'state' | 'steps'

export const LINE_COLUMNS: readonly Column<LineColumn>[] = [
  { name: 'number', title: PRODUCTION_WORDS.number, isFixed: true, width: '170px' },
  { name: 'student', title: PRODUCTION_WORDS.student, width: '170px' },
  { name: 'place', title: PRODUCTION_WORDS.place },
  { name: 'what', title: PRODUCTION_WORDS.what, isWide: true },
  { name: 'state', title: PRODUCTION_WORDS.state, width: '130px' },
  { name: 'steps', title: PRODUCTION_WORDS.steps, width: '190px' },
]
