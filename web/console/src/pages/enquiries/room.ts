/** The room of what students ask. */
import type { Room } from '../../room'
import { text } from '../../words'

export const ENQUIRIES: Room = {
  path: '/enquiries',
  title: text('学生留言', 'Questions'),
  purpose: text('学生在“联系客服”里留的问题，在这里回复。', 'What students ask under “Contact” is answered here.'),
  permission: 'answer-students',
  group: 'collection',
  load: () => import('./EnquiriesPage.vue'),
  help: () => import('./help'),
}
