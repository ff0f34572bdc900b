/** Words of the cover. */
import { text } from '../../words'

export const LOCK_WORDS = {
  code: text('动态验证码', 'Code of your authenticator app'),
  codeMissing: text('请填写动态验证码。', 'Enter the code.'),
  lead: text(
    '页面已遮住，所有标签页都一样。输入密码就回到原处。',
    'The pages are covered, in every tab. Enter your password to go on where you were.',
  ),
  leave: text('退出登录', 'Sign out instead'),
  login: text('账号', 'Login'),
  loginMissing: text('请填写账号。', 'Enter your login.'),
  password: text('密码', 'Password'),
  passwordMissing: text('请填写密码。', 'Enter your password.'),
  title: text('工作台已锁定', 'The console is locked'),
  unlock: text('解锁', 'Unlock'),
}
