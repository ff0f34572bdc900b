/** Words of the frame around every page. */
import { text } from '../words'

export const SHELL = {
  account: text('我的账户', 'My account'),
  dark: text('深色', 'Dark'),
  deviceHow: text('是自己登录的就不用理会；不是，请退出那台设备并更换密码。', 'If it was you, all is well. If not, sign that device out and change your password.'),
  deviceMine: text('是我', 'It was me'),
  deviceNew: text('账户在新设备上登录过：', 'Your account was used on a new device:'),
  deviceSee: text('查看登录的设备', 'See the devices'),
  find: text('查找', 'Find'),
  help: text('帮助', 'Help'),
  light: text('浅色', 'Light'),
  locked: text('已锁定', 'Locked'),
  otherLanguage: text('English', '中文'),
  rooms: text('功能', 'Rooms'),
  signOut: text('退出登录', 'Sign out'),
  skip: text('跳到正文', 'Skip to the content'),
  toDark: text('换成深色界面', 'Change to dark colours'),
  toLight: text('换成浅色界面', 'Change to light colours'),
  unreachable: text('暂时打不开工作台', 'The console cannot open just now'),
}
