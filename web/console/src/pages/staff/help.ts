/** Help of the room of staff. */
import type { Help } from '../../help'
import { text } from '../../words'

export const HELP: Help = {
  topics: [
    {
      when: text('忘记了密码', 'Somebody forgot the password'),
      then: text('先确认是本人，再“设置新密码”，把只显示一次的密码告诉本人。', 'Make sure who it is, set a new password, and tell it: it is shown once.'),
    },
    {
      when: text('手机丢了，没有动态验证码', 'The phone with the second factor is lost'),
      then: text('先确认是本人，再“清除动态验证码”；下次凭密码登录后重新设置。', 'Make sure who it is and forget the second factor; it is set up again after the next sign-in.'),
    },
    {
      when: text('有人离职', 'Somebody leaves'),
      then: text('“停用”马上让这个人退出；记录都保留。', 'Disable the account: the person is out at once, and the records stay.'),
    },
  ],
}
