/** Words of the sign-in page. */
import { text } from '../../words'

export const SIGN_IN = {
  hidePassword: text('遮住密码', 'Hide the password'),
  lead: text('采集中心和学校的工作人员从这里进入。', 'For staff of the collection centre and of schools.'),
  login: text('账号', 'Login'),
  loginMissing: text('请填写账号。', 'Enter your login.'),
  newPassword: text('密码已更换，所有设备都已退出。请用新密码登录。', 'Your password is changed and every device is signed out. Sign in with the new one.'),
  password: text('密码', 'Password'),
  passwordMissing: text('请填写密码。', 'Enter your password.'),
  ranOut: text('登录已过期，请再登录一次，会回到刚才的页面。', 'Your session has ended. Sign in again to go back to the page you were on.'),
  secondFactor: text('动态验证码', 'Code of your authenticator app'),
  secondFactorMissing: text('请填写动态验证码。', 'Enter the code.'),
  showPassword: text('显示密码', 'Show the password'),
  signIn: text('登录', 'Sign in'),
  student: text('学生请在手机上打开学校发的链接，或扫描二维码。', 'Students: open the link or scan the QR code from your school on your phone.'),
}
