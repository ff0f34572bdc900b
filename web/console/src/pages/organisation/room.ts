/** The room of the centre itself: its name, its schools, their colleges and classes. */
import type { Room } from '../../room'
import { text } from '../../words'

export const ORGANISATION: Room = {
  path: '/organisation',
  title: text('机构', 'Organisation'),
  purpose: text('维护中心的名称和联系方式，学校、学院、教学点和班级。', 'The name and contact of the centre, its schools, colleges, teaching points and classes.'),
  permission: 'manage-organisation',
  group: 'people',
  load: () => import('./OrganisationPage.vue'),
  help: () => import('./help'),
}
