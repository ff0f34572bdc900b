/** The room of those who see to it that all students get their photo: how far, who is missing, who is expected. */
import type { Room } from '../../room'
import { text } from '../../words'

export const STUDENTS_PATH = '/school/students'
export const ROSTER_PATH = '/school/roster'

export const SCHOOL: Room = {
  path: '/school',
  title: text('采集进度', 'Progress'),
  purpose: text('看各学院、教学点和班级采集到哪一步，找出还没开始的学生，导入名单。', 'See how far colleges and classes have come, who has not begun, and import the roster.'),
  permission: 'view-progress',
  group: 'collection',
  load: () => import('./ProgressPage.vue'),
  help: () => import('./help'),
  inner: [
    {
      path: STUDENTS_PATH,
      title: text('学生名单', 'Students'),
      permission: 'export-lists',
      load: () => import('./students/StudentsPage.vue'),
    },
    {
      path: ROSTER_PATH,
      title: text('导入名单', 'Import a roster'),
      permission: 'import-roster',
      load: () => import('./roster/RosterPage.vue'),
    },
  ],
}
