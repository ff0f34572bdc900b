/** Help of transfers and cash. */
import type { Help } from '../../../help'
import { text } from '../../../words'

export const HELP: Help = {
  topics: [
    {
      when: text('我登记的款，我能确认吗', 'May I confirm what I recorded'),
      then: text('不能。登记和确认要两个人，请另一位同事核对银行流水或收据后确认。', 'No. It takes two people: a colleague looks it up and confirms it.'),
    },
    {
      when: text('流水号填错了', 'The number is wrong'),
      then: text('请另一位同事选“没有到账”，再重新登记。同一个流水号只能登记一次。', 'A colleague says that it is not there, and it is recorded anew. A number can be recorded once.'),
    },
  ],
}
