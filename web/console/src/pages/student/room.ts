/** The room of those who help one student: where a submission stands, what happened, and more tries. */
import type { Room } from '../../room'
import { text } from '../../words'

export const STUDENT: Room = {
  path: '/student',
  title: text('学生办理', 'One student'),
  purpose: text('按学号、手机号或网址找到学生，看进展和记录，增加提交或检查次数。', 'Find a student by number, phone or address, see what happened, and give more tries.'),
  permission: 'allow-more',
  group: 'people',
  load: () => import('./StudentPage.vue'),
  help: () => import('./help'),
}
