/** The room of the standards that photos are judged by. */
import type { Room } from '../../room'
import { text } from '../../words'

/** The page of one standard. */
export function specPath(reference: string): string {
  return `/specs/${encodeURIComponent(reference)}`
}

export const SPECS_ROOM: Room = {
  path: '/specs',
  title: text('照片标准', 'Standards'),
  purpose: text('看每一条要求的界限和依据，比较两个标准，起草、预览并启用本中心的标准。', 'Read every limit and its source, compare standards, and draft, preview and put in force those of the centre.'),
  permission: 'manage-batches',
  group: 'review',
  load: () => import('./SpecsPage.vue'),
  help: () => import('./help'),
  inner: [{ path: '/specs/:id', title: text('照片标准', 'Standard'), load: () => import('./one/SpecPage.vue') }],
}
