/** The room of a counter, at which staff photograph students. */
import type { Room } from '../../room'
import { text } from '../../words'

export const COUNTER: Room = {
  path: '/counter',
  title: text('现场采集', 'Counter'),
  purpose: text('扫采集码找到面前的学生，用摄像头或联机相机拍照，当场看结论并代为提交。', 'Scan the code of the student before you, take the photo by webcam or camera, see the verdict and submit it.'),
  permission: 'shoot-on-site',
  group: 'collection',
  hasPhotos: true,
  load: () => import('./CounterPage.vue'),
  help: () => import('./help'),
}
