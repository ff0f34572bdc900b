/** The room of who runs the batches of a centre. */
import type { Room } from '../../room'
import { text } from '../../words'

export const NEW_BATCH_PATH = '/batches/new'

/** The page of a batch, and the one that changes its plan. */
export function batchPath(id: string): string {
  return `/batches/${id}`
}

export function editPath(id: string): string {
  return `/batches/${id}/edit`
}

export const BATCHES: Room = {
  path: '/batches',
  title: text('批次', 'Batches'),
  purpose: text('建立采集批次，决定何时开放、暂停和结束，看哪些批次同时进行。', 'Make batches, decide when they open, pause and close, and see which run at the same time.'),
  permission: 'manage-batches',
  group: 'collection',
  load: () => import('./BatchesPage.vue'),
  help: () => import('./help'),
  inner: [
    { path: NEW_BATCH_PATH, title: text('新建批次', 'New batch'), isWide: true, load: () => import('./edit/EditPage.vue') },
    { path: '/batches/:id', title: text('批次', 'Batch'), load: () => import('./one/BatchPage.vue') },
    { path: '/batches/:id/edit', title: text('修改批次', 'Change a batch'), isWide: true, load: () => import('./edit/EditPage.vue') },
  ],
}
