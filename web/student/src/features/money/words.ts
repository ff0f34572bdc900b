/** Words of paying, as the student reads them. Products, states and reasons stand in the shared texts. */
import type { Act } from '@caixiang/shared/money/waiting'
import { text } from '@caixiang/shared/text/text'
import type { Text } from '@caixiang/shared/text/text'

export const MONEY = {
  pay: text('支付', 'Payment'),
  total: text('合计', 'Total'),
  payNow: text('支付 {}', 'Pay {}'),
  payFirst: text('去支付', 'Go and pay'),
  dueCamera: text('拍照前先支付采集费', 'Pay before the photo is taken'),
  dueSubmit: text('提交前先支付采集费', 'Pay before you submit'),
  dueRetake: text('这次重拍需要支付重拍费', 'This time another photo has a fee'),
  laterCamera: text('{}，提交审核前支付。', '{}, paid before you submit.'),
  nothingCharged: text('现在不会扣款，下一步才支付。', 'Nothing is charged yet; you pay in the next step.'),
  confirmThere: text('还没有扣款，付款在支付平台里确认。', 'Nothing was charged yet; you confirm it at the payment service.'),
  nothingDue: text('现在没有要付的费用', 'There is nothing to pay now'),
  nothingDueNote: text('可以继续拍照或提交。如果申请过退款，可以在订单里撤回，或等它办完。', 'You can go on with the photo. If you asked for a refund, take it back in the order or wait until it is done.'),
  newPrice: text('价格刚刚更新了，请看过新价格再支付。没有扣款。', 'The prices have just changed. Look at the new ones before you pay. Nothing was charged.'),
  notOnline: text('这里暂时不能在线支付。可以先下单，再把订单号告诉采集中心，用转账或现金支付。', 'Nothing can be paid online here. Place the order, and tell the centre its number to pay by transfer or cash.'),
  placeOnly: text('下单', 'Place the order'),
  waitingOrder: text('你有一个待支付的订单，付的就是它，不会另外收费。', 'You have an order that waits for payment. You pay that one, and nothing else.'),
  until: text('请在 {} 前支付，之后订单自动关闭', 'Pay until {}; after that the order is closed'),
  number: text('订单号', 'Order number'),
  schoolPays: text('采集费由学校支付，你不用付。', 'Your school pays the fee. You pay nothing.'),
  back: text('返回', 'Back'),
  continueHome: text('有一笔支付在等结果', 'A payment is waiting for its result'),
  continueHomeNote: text('点这里看款项到了没有', 'Tap to see whether the money has arrived'),
} satisfies Record<string, Text>

/** What the page says that waits. */
export const WAIT = {
  title: text('支付结果', 'Result of the payment'),
  byItself: text('结果到了会自动继续，关掉这个页面也没关系。', 'Things go on by themselves. You may close this page.'),
  goingOn: text('马上自动继续', 'Going on in a moment'),
  surplusComing: text('另外收到的 {} 正在原路退回，不用申请。', '{} that came on top is on its way back by itself.'),
  surplusBack: text('另外收到的 {} 已经退回。', '{} that came on top has gone back.'),
  giveUpAsk: text('不付了？', 'Give up?'),
  giveUpThen: text('订单会取消。如果你其实已经付了钱，收到后会自动原路退回。', 'The order is cancelled. If you did pay after all, the money comes back by itself.'),
  giveUpYes: text('取消订单', 'Cancel the order'),
  giveUpNo: text('继续等', 'Keep waiting'),
  again: text('再付一次？', 'Pay again?'),
  againThen: text('会先向支付平台确认上一次没有收款并关闭它，所以不会付两次。', 'First the payment service is asked whether it took money, and the former payment is closed. You cannot pay twice.'),
  againYes: text('重新支付', 'Pay again'),
  cashier: text('打开本机收银台', 'Open the cashier of this machine'),
  seeOrder: text('看这个订单', 'See this order'),
} satisfies Record<string, Text>

/** What the buttons of that page say. */
export const ACTS: Readonly<Record<Act, Text>> = {
  'go-on': text('继续', 'Go on'),
  ask: text('查询结果', 'Ask for the result'),
  pay: text('去支付', 'Pay now'),
  'give-up': text('不付了', 'Give up'),
  'order-again': text('重新下单', 'Order again'),
}

/** The cashier that plays the payer, on this machine alone. */
export const CASHIER = {
  title: text('本机收银台', 'Local cashier'),
  lead: text('这里演示付款：没有真实的钱。请选择付款人做什么。', 'This plays the payer. No money moves. Choose what the payer does.'),
  pay: text('付款成功', 'Pay'),
  payNote: text('支付平台马上通知', 'The service is told at once'),
  silently: text('付款成功，但通知丢了', 'Pay, and the message is lost'),
  silentlyNote: text('等结果的页面会自己查到', 'The page that waits finds out by asking'),
  late: text('订单关闭后才付款', 'Pay too late'),
  lateNote: text('款项会自动退回', 'The money comes back by itself'),
  fail: text('银行拒绝', 'The bank refuses'),
  failNote: text('不扣款', 'Nothing is taken'),
  leave: text('离开，不付款', 'Go away without paying'),
  leaveNote: text('订单还在，可以再付', 'The order stays and can be paid'),
} satisfies Record<string, Text>
