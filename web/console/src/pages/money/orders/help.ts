/** Help of the orders. */
import type { Help } from '../../../help'
import { text } from '../../../words'

export const HELP: Help = {
  topics: [
    {
      when: text('学生说付了钱，订单还是待支付', 'A student paid, and the order still waits'),
      then: text('付款通知可能丢了。服务每分钟向支付平台查询一次；学生打开“支付结果”页也会立刻查询。到账前不要让学生再付。', 'The notice may be lost. The service asks every minute, and at once when the student opens the page of the result. Let nobody pay again before that.'),
    },
    {
      when: text('学生来现场付现金', 'Somebody pays cash at the desk'),
      then: text('请学生报订单号，打开订单，点“登记转账或现金”。另一位同事在“转账与现金”里确认后才算付清。', 'Ask for the order number, open the order, and record the cash. It is paid once a colleague confirms it under “Transfers and cash”.'),
    },
    {
      when: text('订单在登记前关闭了', 'The order was closed before'),
      then: text('订单有支付期限，过期自动关闭。请学生重新下单，再登记到账。', 'Orders are closed when their time is over. Let the student order again and record the money then.'),
    },
  ],
}
