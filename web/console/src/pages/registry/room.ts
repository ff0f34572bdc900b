/** The room of the hand-over to the registry. */
import type { Room } from '../../room'
import { text } from '../../words'

export const REGISTRY: Room = {
  path: '/registry',
  title: text('学信网报送', 'Registry'),
  purpose: text('把通过审核的证件照打包报送学信网，导入返回的结果。', 'Hand approved portraits over to the registry, and read its answers in.'),
  permission: ['hand-over', 'countersign'],
  group: 'delivery',
  load: () => import('./RegistryPage.vue'),
  help: () => import('./help'),
}
