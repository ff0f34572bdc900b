/** Words of setting up a second factor. */
import { text } from '../../words'

export const SECOND_FACTOR = {
  begin: text('开始设置', 'Set up'),
  code: text('应用里的六位数字', 'Six digits of the app'),
  codeMissing: text('请填写应用里现在显示的六位数字。', 'Enter the six digits that the app shows now.'),
  codePicture: text('给身份验证器应用扫描的二维码', 'QR code for the authenticator app'),
  confirm: text('启用', 'Turn on'),
  copied: text('已复制', 'Copied'),
  copy: text('复制密钥', 'Copy the key'),
  fileHead: text(
    '采像工作台恢复码。每个只能用一次，手机不在身边时代替动态验证码。',
    'Recovery codes of the Caixiang console. Each works once in place of the authenticator app.',
  ),
  fileName: text('采像恢复码.txt', 'caixiang-recovery-codes.txt'),
  keep: text('保存恢复码', 'Keep the recovery codes'),
  lead: text(
    '登录时除了密码，还要输入身份验证器应用里的六位动态验证码。',
    'With each sign-in you enter six digits of an authenticator app besides your password.',
  ),
  openApp: text('这台设备上装有应用时，直接打开', 'Open in an app on this device'),
  prove: text('填写第一个动态验证码', 'Enter a first code'),
  recovery: text(
    '手机不在身边时，用恢复码代替动态验证码，每个只能用一次。只在这里显示这一次。',
    'Without your phone, each of these works once in place of the app. They are shown this one time.',
  ),
  save: text('存为文件', 'Save as a file'),
  scan: text('用身份验证器应用扫描二维码', 'Scan the code with an authenticator app'),
  secret: text('扫不了时，在应用里手工输入密钥：', 'Without a camera, type this key into the app:'),
}
