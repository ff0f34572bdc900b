/** Help of the centre's own reasons. */
import type { Help } from '../../help'
import { text } from '../../words'

export const HELP: Help = {
  topics: [
    {
      when: text('什么时候要加自己的原因', 'When does a reason of our own help?'),
      then: text(
        '审核员总在“其他”里写同一句话时。加成原因后，一个按键就能选，学生看到统一的说法和示意图，统计里也数得出来。',
        'When reviewers keep writing the same words under “Other”. As a reason it has a key, students read the same words beside a drawing, and figures count it.',
      ),
    },
    {
      when: text('审核员怎么选到它', 'How do reviewers choose it?'),
      then: text(
        '在审核台按 0，数字键 1 到 9 就换成本中心的原因，按这里的顺序排列；也可以在“更多原因”里查找。',
        'Key 0 at the desk puts the centre’s reasons under the keys 1 to 9, in the order of this page. “More reasons” finds them, too.',
      ),
    },
    {
      when: text('为什么只能停用，不能删除', 'Why retire and not delete?'),
      then: text(
        '以前的退回和统计还会提到它。停用后不能再选，随时可以恢复。改了文字，以前退回的照片仍显示当时的说法。',
        'Former rejections and figures name it. A retired one cannot be chosen and can come back at any time. Photos that were rejected before keep the words that they had then.',
      ),
    },
  ],
}
