/** The room of the places to which students come one by one. */
import type { Room } from '../../room'
import { text } from '../../words'

export const STUDIOS: Room = {
  path: '/studios',
  title: text('散拍影棚', 'Studios'),
  purpose: text('维护地区和影棚，放出预约时段，看每天约了多少人。', 'Regions and studios, the slots that they offer, and how many students come.'),
  permission: 'manage-appointments',
  group: 'collection',
  load: () => import('./StudiosPage.vue'),
  help: () => import('./help'),
}
