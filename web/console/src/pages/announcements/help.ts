/** Help of announcements. */
import type { Help } from '../../help'
import { text } from '../../words'

export const HELP: Help = {
  topics: [
    {
      when: text('公告和提醒有什么不同', 'Announcement or reminder?'),
      then: text(
        '公告挂在学生的首页上，打开就能看到，不发短信和微信。要催还没完成的学生，到“采集进度”里发提醒。',
        'An announcement stands on the home page of students and is sent to nobody. To urge those who are not done, remind them from “Progress”.',
      ),
    },
    {
      when: text('写错了怎么办', 'What if something is wrong?'),
      then: text('公告发布后不能改。撤回它，再发一条对的。', 'A published one cannot be changed. Take it back and publish a right one.'),
    },
    {
      when: text('谁能看到', 'Who sees it?'),
      then: text('在本中心有学历的学生；选了批次，就只有这个批次的学生。', 'Students with a degree of this centre; with a batch chosen, those of that batch alone.'),
    },
  ],
}
