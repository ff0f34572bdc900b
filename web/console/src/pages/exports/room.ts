/** The room of lists of many students, which take two people. */
import type { Room } from '../../room'
import { text } from '../../words'

export const EXPORTS: Room = {
  path: '/exports',
  title: text('名单导出', 'List exports'),
  purpose: text('人数多的名单由一人申请、另一人同意后导出，一天后删除。', 'Long lists are asked for by one person, approved by another, and gone after a day.'),
  permission: ['export-lists', 'countersign'],
  group: 'collection',
  load: () => import('./ExportsPage.vue'),
  help: () => import('./help'),
}
