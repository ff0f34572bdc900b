/** Columns of the ledger: its accounts, and its entries. */
import type { Column } from '../../../lib/useColumns/useColumns'
import { MONEY_WORDS } from '../words'

import { LEDGER_WORDS } from './words'

export const SUMS: readonly Column<'account' | 'debit' | 'credit' | 'balance'>[] = [
  { name: 'account', title: LEDGER_WORDS.account, isFixed: true, isWide: true },
  { name: 'debit', title: LEDGER_WORDS.debit },
  { name: 'credit', title: LEDGER_WORDS.credit },
  { name: 'balance', title: LEDGER_WORDS.balance },
]

export const ENTRIES: readonly Column<'at' | 'cause' | 'way' | 'amount'>[] = [
  { name: 'at', title: MONEY_WORDS.at, isFixed: true, width: '160px' },
  { name: 'cause', title: LEDGER_WORDS.cause },
  { name: 'way', title: LEDGER_WORDS.way },
  { name: 'amount', title: MONEY_WORDS.amount, width: '130px' },
]
