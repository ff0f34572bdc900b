/** Help of the outbox. */
import type { Help } from '../../help'
import { text } from '../../words'

export const HELP: Help = {
  topics: [
    {
      when: text('学生收不到验证码', 'A student waits for a code'),
      then: text('用手机号末四位查找，核对本人后念给他。验证码几分钟内有效，过期请学生重新获取。', 'Look for the last four digits of the number, make sure who it is, and read it out. Codes last for minutes; an old one has to be asked for anew.'),
    },
    {
      when: text('旁边有人看得到屏幕', 'Somebody can see the screen'),
      then: text('打开“遮住验证码”，需要时用复制按钮。', 'Turn on “Cover the codes” and use the copy button.'),
    },
    {
      when: text('这里一直是空的', 'It stays empty'),
      then: text('已接入短信、微信和邮件时，消息直接发给学生，不再留在这里。', 'Once short messages, WeChat and mail are connected, messages go to the students and are not kept.'),
    },
  ],
}
