/** Money as staff read it: what belongs to them alone. Products, states and reasons stand in the shared texts. */
import type { Schemas } from '@caixiang/shared/api/types'
import type { StateWords, Tone as SharedTone } from '@caixiang/shared/text/states'
import type { Text } from '@caixiang/shared/text/text'
import type { Tone } from '../../ui/tone'
import { text } from '../../words'

/** Why nothing is charged. */
export const WAIVER_REASONS: Readonly<Record<Schemas['WaiverReasonWord'], Text>> = {
  hardship: text('家庭困难', 'Hardship'),
  'paid-elsewhere': text('已在别处缴费', 'Paid elsewhere'),
  'our-mistake': text('采集中心的差错', 'Our mistake'),
  'agreed-with-school': text('与学校商定', 'Agreed with the school'),
}

/** An account of the ledger. */
export const ACCOUNTS: Readonly<Record<Schemas['LedgerAccountWord'], Text>> = {
  'wechat-pay': text('微信支付', 'WeChat Pay'),
  local: text('本机收银台', 'Local cashier'),
  bank: text('银行账户', 'Bank'),
  cash: text('现金', 'Cash'),
  'schools-owe': text('学校应付', 'Schools owe'),
  income: text('收入', 'Income'),
  surplus: text('多收待退', 'Surplus'),
  'refunds-due': text('应退款', 'Refunds due'),
}

/** What is booked. */
export const CAUSES: Readonly<Record<Schemas['LedgerCauseWord'], Text>> = {
  paid: text('到账', 'Paid'),
  'borne-by-school': text('由学校承担', 'Borne by a school'),
  'refund-approved': text('批准退款', 'Refund approved'),
  'refund-done': text('退款完成', 'Refund done'),
  'refund-given-up': text('放弃退款', 'Refund given up'),
}

/** How a bill and the ledger differ. */
export const DIFFERENCES: Readonly<Record<Schemas['DifferenceWord'], Text>> = {
  'payment-only-in-bill': text('账单有，这里没有收款', 'Payment only in the bill'),
  'payment-only-here': text('这里有，账单没有收款', 'Payment only here'),
  'payment-amount': text('收款金额不同', 'Payment of another sum'),
  'refund-only-in-bill': text('账单有，这里没有退款', 'Refund only in the bill'),
  'refund-only-here': text('这里有，账单没有退款', 'Refund only here'),
  'refund-amount': text('退款金额不同', 'Refund of another sum'),
  twice: text('账单里出现两次', 'Twice in the bill'),
}

/** Who pays, as staff say it. */
export const PAYERS_OF_STAFF: Readonly<Record<Schemas['PayerWord'], Text>> = {
  student: text('学生支付', 'Students pay'),
  school: text('学校统一支付', 'The school pays'),
}

const TONES: Readonly<Record<SharedTone, Tone>> = { waiting: 'attention', good: 'good', attention: 'wrong', ended: 'quiet' }

/** A state of the shared texts in the colours of the console. */
export function stateOf({ label, tone }: StateWords): { readonly label: Text; readonly tone: Tone } {
  return { label, tone: TONES[tone] }
}
