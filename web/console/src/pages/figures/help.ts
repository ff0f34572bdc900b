/** Help of the figures. */
import type { Help } from '../../help'
import { text } from '../../words'

export const HELP: Help = {
  topics: [
    {
      when: text('退回率高是不是不好', 'Is a high share of rejections bad?'),
      then: text('不一定。照片分配不是均匀的，先看原因再下结论；不要用它给人排名。', 'Not by itself. Photos are not dealt out evenly: look at the reasons first, and do not rank people by it.'),
    },
    {
      when: text('“误报”和“漏报”是什么', 'What are false alarms and misses?'),
      then: text(
        '误报：检查提示了疑点，审核员仍然通过。漏报：检查认为合格，审核员按同一原因退回。比例高、数量也多时，才需要调整标准。',
        'A false alarm: the check doubted, the reviewer approved. A miss: the check was content, the reviewer rejected for the same reason. A limit is worth changing where both share and count are high.',
      ),
    },
    {
      when: text('用时是怎么算的', 'How is the time counted?'),
      then: text('从拿到照片到作出决定，取中位数。刚撤销的决定不计。', 'From taking the photo in hand to the decision; the middle one of all. What was taken back does not count.'),
    },
  ],
}
