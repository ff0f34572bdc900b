/** The room of data discs for schools. */
import type { Room } from '../../room'
import { text } from '../../words'

export const DISCS: Room = {
  path: '/discs',
  title: text('数据光盘', 'Data discs'),
  purpose: text('按学校制作电子照片光盘或压缩包，下载后交给学校。', 'Make discs or archives of electronic photos for a school, and download them.'),
  permission: ['hand-over', 'countersign'],
  group: 'delivery',
  load: () => import('./DiscsPage.vue'),
  help: () => import('./help'),
}
