/** The room of degrees that two accounts claim. */
import type { Room } from '../../room'
import { text } from '../../words'

export const DISPUTES: Room = {
  path: '/disputes',
  title: text('学历认领', 'Disputes'),
  purpose: text('两个账号认领了同一学历时，决定它归谁。', 'Decide whose a degree is when two accounts claim it.'),
  permission: 'release-degrees',
  group: 'people',
  load: () => import('./DisputesPage.vue'),
  help: () => import('./help'),
}
