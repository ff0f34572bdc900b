/** Words of the reconciliation. */
import { text } from '../../../words'

export const RECONCILIATION_WORDS = {
  lead: text('支付平台的账单和分类账逐笔核对。每条差异都写明怎么办。', 'The bill of the payment service against the ledger, line by line. Each difference says what to do.'),
  again: text('核对这一天', 'Compare this day'),
  upload: text('上传账单', 'Upload a bill'),
  day: text('日期', 'Day'),
  dayHow: text('要等这一天过完', 'The day has to be over'),
  agree: text('一致', 'They agree'),
  differ: text('{} 处差异', '{} differences'),
  payments: text('收款 {} 笔', '{} payments'),
  refunds: text('退款 {} 笔', '{} refunds'),
  number: text('平台单号', 'Number'),
  bill: text('账单', 'Bill'),
  own: text('这里', 'Here'),
  ownCentre: text('本中心入账', 'This centre'),
  shared: text('商户由几个中心共用，账单合计不在这里显示', 'Several centres share the merchant: the sums of the bill are not shown here'),
  advice: text('怎么办', 'What to do'),
  made: text('核对于 {}', 'Compared {}'),
  emptyTitle: text('这段时间还没有对过账', 'Nothing was compared in this time'),
  emptyHow: text('每天上午自动核对前一天；也可以选一天马上核对。', 'The day before is compared every morning; or choose a day now.'),
  done: text('{} 已核对。', '{} was compared.'),
} as const
