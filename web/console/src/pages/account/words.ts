/** Words of the own account. */
import { text } from '../../words'

import type { LockMinutes } from '../../features/session/useLock/useLock'

export const ACCOUNT = {
  again: text('再填一次新密码', 'The new password again'),
  againWrong: text('两次填写的新密码不一样。', 'The two new passwords differ.'),
  allHints: text('重新显示全部提示', 'Show all hints again'),
  browser: text('这台电脑', 'This computer'),
  browserLead: text('下面的选择只记在这个浏览器里。', 'These choices stay in this browser.'),
  changePassword: text('更换密码', 'Change the password'),
  current: text('现在的密码', 'Present password'),
  currentMissing: text('请填写现在的密码。', 'Enter your present password.'),
  end: text('退出这台', 'Sign it out'),
  ended: text('已退出', 'Signed out'),
  endOthers: text('退出其他全部设备', 'Sign out all others'),
  factorLost: text(
    '换手机或丢了手机：请中心的另一位管理员重置，之后在这里重新设置。自己不能关闭。',
    'New or lost phone: another administrator resets it, then set it up again here. Nobody can turn it off alone.',
  ),
  factorNone: text('还没有设置', 'Not set up'),
  factorOn: text('已启用', 'On'),
  here: text('这台', 'This one'),
  hintsLead: text('收起的提示', 'Hints that were put away'),
  lead: text('密码、动态验证码、登录的设备。', 'Password, second factor, and where you are signed in.'),
  lock: text('多久没有操作就锁定', 'Lock when nobody has touched it for'),
  lockNow: text('现在锁定', 'Lock now'),
  newDevice: text('新设备', 'New device'),
  newPassword: text('新密码', 'New password'),
  onlyHere: text('没有在其他设备上登录。', 'You are signed in nowhere else.'),
  password: text('密码', 'Password'),
  passwordLead: text('更换后所有设备都会退出，用新密码重新登录。', 'All devices are signed out; sign in again with the new one.'),
  same: text('新密码和现在的一样。', 'This is the present password.'),
  secondFactor: text('动态验证码', 'Second factor'),
  seen: text('最近使用', 'Last used'),
  sessions: text('登录的设备', 'Where you are signed in'),
  sessionsLead: text('不认得的设备请退出，并更换密码。', 'Sign out what you do not know, and change your password.'),
  short: text('新密码至少 10 个字符，请再长一些。', 'Ten characters or more. Make it longer.'),
  since: text('登录于', 'Signed in'),
  tooLong: text('新密码太长，请短一些。', 'This password is too long. Make it shorter.'),
  unknownDevice: text('未知设备', 'Unknown device'),
}

export const MINUTES: Readonly<Record<LockMinutes, ReturnType<typeof text>>> = {
  '5': text('5 分钟', '5 minutes'),
  '15': text('15 分钟', '15 minutes'),
  '30': text('30 分钟', '30 minutes'),
  '60': text('60 分钟', '60 minutes'),
}
