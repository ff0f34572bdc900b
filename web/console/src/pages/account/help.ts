/** Help of the own account. */
import type { Help } from '../../help'
import { text } from '../../words'

export const HELP: Help = {
  topics: [
    {
      when: text('列表里有不认得的设备', 'I do not know a device of the list'),
      then: text('退出那台设备，然后更换密码：更换后所有设备都要用新密码重新登录。', 'Sign it out, then change your password: every device has to sign in anew with it.'),
    },
    {
      when: text('换了手机', 'I have a new phone'),
      then: text('用恢复码登录，再请另一位管理员重置动态验证码，之后在这里重新设置。', 'Sign in with a recovery code, have another administrator reset the second factor, then set it up again here.'),
    },
    {
      when: text('忘了密码', 'I forgot my password'),
      then: text('请中心管理员重新设置。这里只能在知道现在密码时更换。', 'An administrator sets a new one. Here it can be changed by who knows the present one.'),
    },
  ],
}
