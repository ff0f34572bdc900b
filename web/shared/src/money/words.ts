/** Money in words: products, orders, payments, refunds, invoices. A new word of the API is an error of the compiler. */
import type { Schemas } from '../api/types'
import type { StateWords, Tone } from '../text/states'
import type { Text } from '../text/text'
import { text } from '../text/text'

/** What is charged for. */
export const PRODUCTS: Readonly<Record<Schemas['ProductWord'], Text>> = {
  collection: text('采集费', 'Collection fee'),
  retake: text('重拍费', 'Another photo'),
  'extra-prints': text('加洗照片', 'Extra prints'),
  shipping: text('单独邮寄', 'Individual shipping'),
}

/** What the fee of a collection is for. */
export const PRODUCT_NOTES: Readonly<Record<Schemas['ProductWord'], Text>> = {
  collection: text('图像处理、上传学信网、数据光盘、寄送学校', 'Image processing, registry, data disc, courier to the school'),
  retake: text('未通过后再拍一张', 'One more photo after a rejection'),
  'extra-prints': text('每版', 'Per sheet'),
  shipping: text('寄到你自己的地址', 'To your own address'),
}

/** When the fee has to be settled. */
export const PAY_MOMENTS: Readonly<Record<Schemas['PayMomentWord'], Text>> = {
  never: text('不影响拍照和提交', 'Nothing waits for it'),
  'before-camera': text('拍照前支付', 'Paid before the photo is taken'),
  'before-submitting': text('提交审核前支付', 'Paid before the photo is submitted'),
}

/** Who pays. */
export const PAYERS: Readonly<Record<Schemas['PayerWord'], Text>> = {
  student: text('由你支付', 'You pay'),
  school: text('由学校支付，你不用付', 'Your school pays; you pay nothing'),
}

/** By which means money arrives. */
export const MEANS: Readonly<Record<Schemas['MeansWord'], Text>> = {
  'wechat-pay': text('微信支付', 'WeChat Pay'),
  local: text('本机收银台', 'Cashier of this machine'),
  'bank-transfer': text('银行转账', 'Bank transfer'),
  'cash-desk': text('现金', 'Cash desk'),
}

function words(tone: Tone, zh: string, en: string): StateWords {
  return { tone, label: { zh, en } }
}

/** How far an order has come. */
export const ORDER_STATES: Readonly<Record<Schemas['OrderStateWord'], StateWords>> = {
  'awaiting-payment': words('attention', '待支付', 'To be paid'),
  paid: words('good', '已支付', 'Paid'),
  covered: words('good', '无需支付', 'Nothing to pay'),
  refunded: words('ended', '已退款', 'Refunded'),
  cancelled: words('ended', '已取消', 'Cancelled'),
  closed: words('ended', '已关闭', 'Closed'),
}

/** How far a payment has come. */
export const PAYMENT_STATES: Readonly<Record<Schemas['PaymentStateWord'], StateWords>> = {
  prepared: words('waiting', '已发起', 'Begun'),
  awaiting: words('waiting', '等待支付', 'Awaiting payment'),
  recorded: words('waiting', '待核对', 'To be confirmed'),
  succeeded: words('good', '已到账', 'Arrived'),
  failed: words('attention', '没有成功', 'Not successful'),
  closed: words('ended', '已关闭', 'Closed'),
}

/** How far a refund has come. */
export const REFUND_STATES: Readonly<Record<Schemas['RefundStateWord'], StateWords>> = {
  requested: words('waiting', '待批准', 'To be approved'),
  approved: words('waiting', '已批准', 'Approved'),
  sent: words('waiting', '退款中', 'On its way back'),
  stuck: words('attention', '需人工处理', 'Needs somebody'),
  done: words('good', '已退回', 'Returned'),
  declined: words('ended', '未批准', 'Declined'),
  withdrawn: words('ended', '已撤回', 'Taken back'),
  failed: words('ended', '已放弃', 'Given up'),
}

/** Why money goes back. */
export const REFUND_REASONS: Readonly<Record<Schemas['RefundReasonWord'], Text>> = {
  'never-collected': text('已缴费未采集', 'Paid, never collected'),
  'batch-cancelled': text('批次取消', 'The collection is not carried out'),
  'refused-as-duplicate': text('学信网已有照片', 'The registry has a photo already'),
  'paid-after-close': text('订单关闭后支付', 'Paid after the order was closed'),
  'paid-twice': text('重复支付', 'Paid twice'),
  'student-asked': text('不再采集，尚未制作', 'No photo wanted, nothing was produced'),
  'our-mistake': text('采集中心的差错', 'The centre made a mistake'),
}

/** What stands in the way of a refund. */
export const REFUND_PROBLEMS: Readonly<Record<Schemas['RefundProblemWord'], Text>> = {
  'payer-account': text('付款人的账户收不了款', 'The payer’s account does not take the money'),
  'balance-too-low': text('商户账户余额不足', 'The merchant’s account has too little money'),
  closed: text('支付平台已关闭这笔退款', 'The payment service has closed the refund'),
}

/** What happened to an order. */
export const ORDER_EVENTS: Readonly<Record<Schemas['OrderEventWord'], Text>> = {
  placed: text('下单', 'Placed'),
  'payment-started': text('发起支付', 'A payment was begun'),
  paid: text('支付成功', 'Paid'),
  'paid-too-much': text('收到一笔多付的款，自动退回', 'Money arrived that paid nothing; it goes back'),
  'payment-failed': text('一次支付没有成功', 'A payment was not successful'),
  'borne-by-school': text('由学校支付', 'Borne by the school'),
  waived: text('费用已减免', 'The fee was waived'),
  cancelled: text('取消订单', 'Cancelled'),
  closed: text('超时未付，订单关闭', 'Not paid in time, closed'),
  'refund-requested': text('申请退款', 'A refund was asked for'),
  'refund-approved': text('退款已批准', 'The refund was approved'),
  'refund-declined': text('退款未批准', 'The refund was declined'),
  'refund-withdrawn': text('退款申请已撤回', 'The refund was taken back'),
  'refund-sent': text('支付平台已受理退款', 'The payment service has taken the refund'),
  'refund-stuck': text('退款需人工处理', 'The refund needs somebody'),
  refunded: text('款项已退回', 'The money has gone back'),
  'refund-given-up': text('退款没有办成', 'The refund was given up'),
}

/** How far an invoice has come. */
export const INVOICE_STATES: Readonly<Record<Schemas['InvoiceStateWord'], StateWords>> = {
  requested: words('waiting', '待开票', 'Asked for'),
  exported: words('waiting', '开票中', 'Being made out'),
  issued: words('good', '已开票', 'Issued'),
  withdrawn: words('ended', '已撤回', 'Withdrawn'),
}

/** An order's number in groups, as it is told on the telephone: `231130 1234567 8`. */
export function orderNumberText(number: string): string {
  return number.replace(/^(\d{6})(\d{7})(\d)$/, '$1 $2 $3')
}
