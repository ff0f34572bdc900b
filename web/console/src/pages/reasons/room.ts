/** The room of the centre's own reasons for rejections. */
import type { Room } from '../../room'
import { text } from '../../words'

export const REASONS_ROOM: Room = {
  path: '/reasons',
  title: text('退回原因', 'Reasons'),
  purpose: text('在通用的退回原因之外，维护本中心自己的原因。', 'Reasons for rejections that this centre adds to the standard ones.'),
  permission: 'manage-organisation',
  group: 'review',
  load: () => import('./ReasonsPage.vue'),
  help: () => import('./help'),
}
