/** Help of the refunds. */
import type { Help } from '../../../help'
import { text } from '../../../words'

export const HELP: Help = {
  topics: [
    {
      when: text('退款显示需人工处理', 'A refund needs somebody'),
      then: text('余额不足：先给商户账户充值，再“重新发送”。付款人账户收不了款：用线下方式退回，再“登记为已退回”。', 'Too little money: fill the merchant’s account and send it again. The payer’s account takes none: pay it back by hand and note that.'),
    },
    {
      when: text('我申请的退款，我能批准吗', 'May I approve what I asked for'),
      then: text('不能。申请和批准要两个人，请另一位管理员批准。', 'No. It takes two people: another administrator approves it.'),
    },
    {
      when: text('学生说还没收到退款', 'A student has not received it'),
      then: text('“退款中”表示支付平台已受理。零钱一般几分钟，银行卡 1 至 3 个工作日。', 'On its way means that the payment service has taken it: minutes to a wallet, one to three working days to a card.'),
    },
  ],
}
