/** Words of income by day. */
import { text } from '../../../words'

export const INCOME_WORDS = {
  lead: text('每天的收入和退款，按北京时间计算。', 'What each day in China brought and what went back.'),
  emptyTitle: text('这段时间没有收入', 'No income in this time'),
  emptyHow: text('换一段更长的时间，或换一个批次看看。', 'Try a longer stretch of time, or another batch.'),
  day: text('日期', 'Day'),
  income: text('收入', 'Income'),
  back: text('退款', 'Refunds'),
  net: text('净收入', 'Net'),
  arrived: text('到账', 'Arrived'),
  chart: text('每天的收入（元）', 'Income by day, yuan'),
  most: text('合计', 'Together'),
} as const
