/** Help of income by day. */
import type { Help } from '../../../help'
import { text } from '../../../words'

export const HELP: Help = {
  topics: [
    {
      when: text('收入和到账为什么不一样', 'Why income and arrivals differ'),
      then: text('由学校支付的费用在学生提交时就算收入，学校转账时才到账；多付的钱到账但不算收入。', 'What a school bears is income when its student submits, and arrives later. What is paid too much arrives and is no income.'),
    },
    {
      when: text('一天从几点算起', 'When a day begins'),
      then: text('按北京时间零点到零点，与支付平台的账单一致。', 'At midnight in China, as in the bills of the payment service.'),
    },
  ],
}
