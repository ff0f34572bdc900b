/** Words of the page that sets up a second factor. */
import { text } from '../../words'

export const SECOND_FACTOR = {
  begin: text('开始设置', 'Set up'),
  code: text('应用里的六位数字', 'Six digits of the app'),
  codeMissing: text('请填写应用里的六位数字。', 'Enter the six digits of the app.'),
  confirm: text('启用', 'Turn on'),
  lead: text(
    '登录时除了密码，还要输入身份验证器应用里的六位动态验证码。',
    'With each sign-in you enter six digits of an authenticator app besides your password.',
  ),
  openApp: text('在身份验证器应用里打开', 'Open in the authenticator app'),
  recovery: text(
    '恢复码，每个只能用一次。手机不在身边时可代替动态验证码，请抄下并妥善保存：',
    'Recovery codes, each works once in place of the app. Write them down and keep them safe:',
  ),
  secret: text('或者在应用里手工输入密钥：', 'Or type this key into the app:'),
}
