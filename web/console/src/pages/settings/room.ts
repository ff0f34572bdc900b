/** The room of what the service is set to, and its keys. */
import type { Room } from '../../room'
import { text } from '../../words'

export const SETTINGS_ROOM: Room = {
  path: '/settings',
  title: text('设置与密钥', 'Settings and keys'),
  purpose: text('查看正在运行的服务用的是哪些设置，密钥用了多久，数据是否都已用当前密钥加密。', 'What the running service is set to, how old its keys are, and whether all is sealed under them.'),
  permission: 'manage-organisation',
  group: 'service',
  load: () => import('./SettingsPage.vue'),
  help: () => import('./help'),
}
