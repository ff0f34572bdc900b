/** Help of the prices. */
import type { Help } from '../../../help'
import { text } from '../../../words'

export const HELP: Help = {
  topics: [
    {
      when: text('价格写错了', 'A price is wrong'),
      then: text('再发布一版，立即生效。已下的订单仍按原价；付多了的，在订单里申请部分退款。', 'Publish again; it is in force at once. Orders keep their price; refund a part of those that paid too much.'),
    },
    {
      when: text('学校统一支付', 'The school pays for all'),
      then: text('选“学校统一支付”并写采集费。学生提交时记在学校账上，在“转账与现金”里看每所学校应付多少。', 'Choose “The school pays” and enter the fee. Each submission is put on the school’s account, which stands under “Transfers and cash”.'),
    },
    {
      when: text('不想在这里收费', 'Nothing is to be charged here'),
      then: text('不要发布价目。学生看到的是批次设置里的费用说明，拍照和提交都不等付款。', 'Publish no prices. Students see the fee of the batch’s plan, and nothing waits for it.'),
    },
  ],
}
