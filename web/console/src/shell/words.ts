/** Words of the frame around every page. */
import type { Text } from '@caixiang/shared/text/text'
import { text } from '../words'

export const SHELL = {
  account: text('我的账户', 'My account'),
  dark: text('深色', 'Dark'),
  deviceHow: text('是自己登录的就不用理会；不是，请退出那台设备并更换密码。', 'If it was you, all is well. If not, sign that device out and change your password.'),
  deviceMine: text('是我', 'It was me'),
  deviceNew: text('账户在新设备上登录过：', 'Your account was used on a new device:'),
  deviceSee: text('查看登录的设备', 'See the devices'),
  decisionRead: text('知道了', 'Got it'),
  decisions: text('审核决定', 'Your decisions'),
  find: text('查找', 'Find'),
  help: text('帮助', 'Help'),
  light: text('浅色', 'Light'),
  leaveAnyway: text('仍然退出', 'Sign out anyway'),
  leaveHow: text('恢复网络后会自动送出，送完就退出。', 'They are sent once the connection is back; then you are signed out.'),
  leaveKept: text(
    '现在退出，它们留在这个标签页里，你下次在这里登录时送出；关闭标签页就丢失了。',
    'If you sign out now, they stay in this tab and are sent when you sign in here again; closing the tab loses them.',
  ),
  locked: text('已锁定', 'Locked'),
  otherLanguage: text('English', '中文'),
  rooms: text('功能', 'Rooms'),
  signOut: text('退出登录', 'Sign out'),
  skip: text('跳到正文', 'Skip to the content'),
  toDark: text('换成深色界面', 'Change to dark colours'),
  toLight: text('换成浅色界面', 'Change to light colours'),
  unreachable: text('暂时打不开工作台', 'The console cannot open just now'),
}

/** Decisions that the service does not have yet. */
export function unsentText(count: number): Text {
  return text(
    `${String(count)} 个审核决定还没有送到，恢复网络后自动送出。请不要关闭这个标签页。`,
    `${String(count)} ${count === 1 ? 'decision has' : 'decisions have'} not arrived yet and will be sent once the connection is back. Keep this tab open.`,
  )
}

/** The question before somebody signs out too early. */
export function leaveTitle(count: number): Text {
  return text(`还有 ${String(count)} 个审核决定没有送到`, `${String(count)} ${count === 1 ? 'decision has' : 'decisions have'} not arrived yet`)
}
