/** Columns of the discs. */
import type { Column } from '../../lib/useColumns/useColumns'
import { DELIVERY_WORDS } from '../delivery/words'

import { DISCS_WORDS } from './words'

export type ColumnName = 'school' | 'form' | 'state' | 'portraits' | 'volumes' | 'proposed' | 'steps'

export const COLUMNS: readonly Column<ColumnName>[] = [
  { name: 'school', title: DISCS_WORDS.school, isFixed: true, isWide: true },
  { name: 'form', title: DISCS_WORDS.form, width: '150px' },
  { name: 'state', title: DELIVERY_WORDS.state, width: '130px' },
  { name: 'portraits', title: DELIVERY_WORDS.photos, width: '80px' },
  { name: 'volumes', title: DISCS_WORDS.volumes, isWide: true },
  { name: 'proposed', title: DELIVERY_WORDS.proposed, width: '160px' },
  { name: 'steps', title: DELIVERY_WORDS.steps, width: '200px' },
]
