/** Help of the students' questions. */
import type { Help } from '../../help'
import { text } from '../../words'

export const HELP: Help = {
  topics: [
    {
      when: text('学生怎么知道有了回复', 'How does the student learn of an answer?'),
      then: text(
        '回复出现在学生的“通知”和“联系客服”里；绑定了微信的还会收到微信消息。不发短信。',
        'It comes as a message and stands under “Contact”; who has linked WeChat is told there too. No short message is sent.',
      ),
    },
    {
      when: text('回复写错了', 'An answer is wrong'),
      then: text('在“已回复”里改一次就行。学生会再收到一次通知，只看到新的回复。', 'Correct it under “Answered”. The student is told again and reads the new one alone.'),
    },
    {
      when: text('没有学生的名字', 'No name beside a question'),
      then: text(
        '学生还没有加上学历，只知道是哪个批次。多半是采集码读不出来，可以请学生到影楼或打电话。',
        'The student could not add a degree yet; the batch alone is known. Mostly the collection code is not read: suggest a studio or a call.',
      ),
    },
    {
      when: text('同事也在回复', 'A colleague answers too'),
      then: text('先发出的算数。后发的会被告知已经有了回复，可以看过再改。', 'The first one counts. Whoever comes later is told so, reads it and may correct it.'),
    },
  ],
}
