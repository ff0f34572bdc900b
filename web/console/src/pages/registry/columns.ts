/** Columns of the packages. */
import type { Column } from '../../lib/useColumns/useColumns'
import { DELIVERY_WORDS } from '../delivery/words'

import { REGISTRY_WORDS } from './words'

export type ColumnName = 'number' | 'state' | 'records' | 'answers' | 'proposed' | 'steps'

export const COLUMNS: readonly Column<ColumnName>[] = [
  { name: 'number', title: REGISTRY_WORDS.number, isFixed: true, width: '190px' },
  { name: 'state', title: DELIVERY_WORDS.state, width: '170px' },
  { name: 'records', title: DELIVERY_WORDS.photos, width: '80px' },
  { name: 'answers', title: REGISTRY_WORDS.answers, isWide: true },
  { name: 'proposed', title: DELIVERY_WORDS.proposed, width: '160px' },
  { name: 'steps', title: DELIVERY_WORDS.steps, isWide: true },
]
