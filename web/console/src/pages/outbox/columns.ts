/** The columns of the outbox. */
import type { Column } from '../../lib/useColumns/useColumns'

import { OUTBOX_WORDS } from './words'

export type ColumnName = 'time' | 'recipient' | 'template' | 'content'

export const COLUMNS: readonly Column<ColumnName>[] = [
  { name: 'time', title: OUTBOX_WORDS.time, width: '128px' },
  { name: 'recipient', title: OUTBOX_WORDS.recipient, width: '128px', isFixed: true },
  { name: 'template', title: OUTBOX_WORDS.template, width: '176px' },
  { name: 'content', title: OUTBOX_WORDS.content, isFixed: true, isWide: true },
]
