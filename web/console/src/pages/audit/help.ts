/** Help of the audit log. */
import type { Help } from '../../help'
import { text } from '../../words'

export const HELP: Help = {
  topics: [
    {
      when: text('刚做的操作没有出现', 'What was just done is missing'),
      then: text('记录要等几秒才能查到，请稍后刷新。', 'Lines take a few seconds. Refresh in a moment.'),
    },
    {
      when: text('想把结果发给同事', 'To show it to a colleague'),
      then: text('地址里带着全部条件，复制地址即可；也可以下载表格。', 'The address holds the whole question: copy it, or download the lines.'),
    },
  ],
}
