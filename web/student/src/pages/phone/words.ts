/** What the page for another phone number says. */
import { text } from '@caixiang/shared/text/text'
import type { Text } from '@caixiang/shared/text/text'

export const PHONE = {
  title: text('更换手机号', 'Change the number'),
  heading: text('换成新的手机号', 'Take a new number'),
  lead: text(
    '停用旧号码以前请先在这里更换：运营商会把停用的号码给别人。换好以后，其他设备会退出登录。',
    'Change it here before you give the old one up: carriers hand numbers on to others. Other devices are signed out then.',
  ),
  signInFirst: text('请先登录。', 'Sign in first.'),
  signIn: text('登录', 'Sign in'),
  done: text('手机号已更换，以后用新号码登录和接收通知。', 'The number is changed. Sign in and get messages with the new one.'),
  back: text('返回', 'Back'),
} satisfies Record<string, Text>
