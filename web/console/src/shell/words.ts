/** Words of the frame around every page. */
import { text } from '../words'

export const SHELL = {
  dark: text('深色', 'Dark'),
  light: text('浅色', 'Light'),
  otherLanguage: text('English', '中文'),
  rooms: text('功能', 'Rooms'),
  signOut: text('退出登录', 'Sign out'),
  signedInAs: text('已登录', 'Signed in'),
  skip: text('跳到正文', 'Skip to the content'),
  toDark: text('换成深色界面', 'Change to dark colours'),
  toLight: text('换成浅色界面', 'Change to light colours'),
  unreachable: text('暂时打不开工作台', 'The console cannot open just now'),
}
