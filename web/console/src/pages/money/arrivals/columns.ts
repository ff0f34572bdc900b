/** Columns of what waits for a second person, and of what schools owe. */
import type { Column } from '../../../lib/useColumns/useColumns'
import { text } from '../../../words'
import { MONEY_WORDS } from '../words'

import { ARRIVALS_WORDS } from './words'

export const RECORDED: readonly Column<'amount' | 'means' | 'transaction' | 'of' | 'steps'>[] = [
  { name: 'amount', title: MONEY_WORDS.amount, isFixed: true, width: '130px' },
  { name: 'means', title: MONEY_WORDS.means, width: '130px' },
  { name: 'transaction', title: MONEY_WORDS.transaction },
  { name: 'of', title: text('付给', 'For') },
  { name: 'steps', title: text('操作', 'Steps'), isWide: true },
]

export const OWED: readonly Column<'school' | 'students' | 'owed' | 'paid' | 'due' | 'steps'>[] = [
  { name: 'school', title: ARRIVALS_WORDS.school, isFixed: true, isWide: true },
  { name: 'students', title: ARRIVALS_WORDS.students },
  { name: 'owed', title: ARRIVALS_WORDS.owed },
  { name: 'paid', title: ARRIVALS_WORDS.paid },
  { name: 'due', title: ARRIVALS_WORDS.due },
  { name: 'steps', title: text('操作', 'Steps'), isWide: true },
]
