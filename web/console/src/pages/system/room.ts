/** The room of how the installation is. */
import type { Room } from '../../room'
import { text } from '../../words'

export const SYSTEM: Room = {
  path: '/system',
  title: text('系统状态', 'System'),
  purpose: text('看服务是否正常、哪些任务没有做成、各批次的数据什么时候清除。', 'Whether the service is well, which jobs failed, and when the data of each batch end.'),
  permission: 'operate-service',
  group: 'service',
  load: () => import('./SystemPage.vue'),
  help: () => import('./help'),
}
