/** The room where a photo is held against a standard. */
import type { Room } from '../../room'
import { text } from '../../words'

export const TRIAL: Room = {
  path: '/trial',
  title: text('试一张照片', 'Try a photo'),
  purpose: text('拿一张照片对照标准，看每一项怎么判断、裁出来是什么样。照片不保存。', 'Hold a photo against a standard: what every rule says and how it is cut. It is not kept.'),
  permission: ['view-photos', 'manage-batches'],
  group: 'review',
  hasPhotos: true,
  load: () => import('./TrialPage.vue'),
  help: () => import('./help'),
}
