/** Help of the organisation. */
import type { Help } from '../../help'
import { text } from '../../words'

export const HELP: Help = {
  topics: [
    {
      when: text('学校代码写错了', 'A school code is wrong'),
      then: text('代码保存后不能更改。请用正确的代码另添加一所学校，旧的不放进批次就不会被用到。', 'A code stays for good. Enter the school with the right one; the old one is not used unless a batch lists it.'),
    },
    {
      when: text('改错了名称', 'A name was changed by mistake'),
      then: text('十几秒内可以撤销，之后再改一次即可。', 'Undo it within seconds, or change it again.'),
    },
  ],
}
