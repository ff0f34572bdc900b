/** Words that several pages about money share. */
import type { Text } from '@caixiang/shared/text/text'

import { text } from '../../words'

export const MONEY_WORDS = {
  all: text('全部', 'All'),
  allBatches: text('全部批次', 'All batches'),
  amount: text('金额', 'Sum'),
  at: text('时间', 'Time'),
  batch: text('批次', 'Batch'),
  ended: text('没有更多了', 'That is all'),
  from: text('从', 'From'),
  means: text('方式', 'Means'),
  number: text('订单号', 'Order number'),
  open: text('查看', 'Open'),
  order: text('订单', 'Order'),
  paidAt: text('到账时间', 'Arrived at'),
  reason: text('原因', 'Reason'),
  refresh: text('刷新', 'Refresh'),
  state: text('状态', 'State'),
  total: text('合计', 'Total'),
  transaction: text('流水号', 'Number of the transaction'),
  transactionHow: text('银行流水号，或现金收据号', 'Number of the bank transfer, or of the cash receipt'),
  transactionMissing: text('请填写流水号或收据号，不含空格和中文。', 'Enter the number, without spaces and Chinese signs.'),
  until: text('到', 'Until'),
  what: text('内容', 'What'),
  dayMissing: text('请填写到账时间，不能在将来。', 'Enter when it arrived; not in the future.'),
} satisfies Record<string, Text>
