/** Columns of the list of staff. */
import type { Column } from '../../lib/useColumns/useColumns'

import { STAFF_WORDS } from './words'

export type ColumnName = 'name' | 'login' | 'roles' | 'factor' | 'state'

export const COLUMNS: readonly Column<ColumnName>[] = [
  { name: 'name', title: STAFF_WORDS.name, isFixed: true },
  { name: 'login', title: STAFF_WORDS.login },
  { name: 'roles', title: STAFF_WORDS.roles, isWide: true },
  { name: 'factor', title: STAFF_WORDS.factor, width: '120px' },
  { name: 'state', title: STAFF_WORDS.state, width: '128px' },
]
