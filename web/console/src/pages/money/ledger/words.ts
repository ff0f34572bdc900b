/** Words of the ledger. */
import { text } from '../../../words'

export const LEDGER_WORDS = {
  lead: text('只增不改：每一笔都写明从哪个科目到哪个科目。所有科目合计为零。', 'Nothing is ever changed: every entry says from which account to which. All accounts together are zero.'),
  sums: text('各科目', 'Accounts'),
  entries: text('分录', 'Entries'),
  account: text('科目', 'Account'),
  debit: text('增加', 'Grew'),
  credit: text('减少', 'Fell'),
  balance: text('余额', 'Balance'),
  cause: text('事项', 'What happened'),
  way: text('从 → 到', 'From → to'),
  emptyTitle: text('还没有分录', 'No entries yet'),
  emptyHow: text('有人付款、退款，或学校承担费用后，会记在这里。', 'Payments, refunds and what schools bear stand here.'),
  loaded: text('已载入 {} 条', '{} loaded'),
  zero: text('合计', 'Together'),
} as const
