/** The room of what the centre announces. */
import type { Room } from '../../room'
import { text } from '../../words'

export const ANNOUNCEMENTS: Room = {
  path: '/announcements',
  title: text('公告', 'Announcements'),
  purpose: text('在学生的首页上告诉他们停机、改期这样的事。', 'Tell students on their home page of maintenance, changed dates and the like.'),
  permission: 'manage-batches',
  group: 'collection',
  load: () => import('./AnnouncementsPage.vue'),
  help: () => import('./help'),
}
