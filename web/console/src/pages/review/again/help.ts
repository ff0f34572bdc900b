/** Help of second looks. */
import type { Help } from '../../../help'
import { text } from '../../../words'

export const HELP: Help = {
  topics: [
    {
      when: text('这些照片从哪里来', 'Where do these photos come from?'),
      then: text(
        '系统从别人已经决定的照片里随机抽出一部分，不告诉你当时的结果。自己决定过的、自己拍的不会出现。',
        'Drawn at random from what others have decided, without saying what they said. Your own decisions and photos that you took never come.',
      ),
    },
    {
      when: text('我的选择会改变结果吗', 'Does my choice change anything?'),
      then: text(
        '不会。学生和原来的审核员都不会收到消息，只用来统计大家的判断有多一致。看到明显错误，请告诉运维，由他们申请更正。',
        'No. Neither the student nor the first reviewer is told; it only says how far reviewers agree. Where something is plainly wrong, tell an operator, who asks for a correction.',
      ),
    },
    {
      when: text('怎么操作', 'How does it work?'),
      then: text(
        '像在审核台一样看：Z 放大，按住 C 对比，G 和 D 开关参考线和标记。觉得合格按 Enter，不合格按退回键（起初是 R），不用选原因。',
        'Look as at the desk: Z goes close, holding C compares, G and D show lines and marks. Enter says that you would approve, the key for rejecting (R at first) that you would not; no reason is asked for.',
      ),
    },
    {
      when: text('拿不准怎么办', 'What if I am not sure?'),
      then: text(
        '按你平时在审核台的标准选一个。分歧正是要找的：哪里标准不清，统计里看得出来。',
        'Choose as you would at the desk. Differences are what is looked for: the figures show where the standard is unclear.',
      ),
    },
    {
      when: text('没有照片了', 'Nothing is left'),
      then: text('抽到的都看完了，明天再来；抽取的比例由部署者设置。', 'All that was drawn is done; come again tomorrow. How many are drawn is a setting of the installation.'),
    },
  ],
}
