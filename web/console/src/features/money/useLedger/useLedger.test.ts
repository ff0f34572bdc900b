import { expect, test } from 'vitest'

import { arrivedOf, askedOf, daysOf } from './useLedger'
import type { DaySum } from './useLedger'

const move = (day: string, debit: DaySum['debit'], credit: DaySum['credit'], fen: number): DaySum => ({ day, debit, credit, entries: 1, fen })

const MOVES = [
  move('2026-11-29', 'wechat-pay', 'income', 2700),
  move('2026-11-29', 'schools-owe', 'income', 1350),
  move('2026-11-30', 'income', 'refunds-due', 1350),
  move('2026-11-30', 'refunds-due', 'wechat-pay', 1350),
  move('2026-11-30', 'cash', 'income', 1000),
  move('2026-11-30', 'wechat-pay', 'surplus', 500),
]

test('income by day is what the income grew and fell by, the last day first', () => {
  expect(daysOf(MOVES)).toEqual([
    { day: '2026-11-30', inFen: 1000, backFen: 1350 },
    { day: '2026-11-29', inFen: 4050, backFen: 0 },
  ])
  expect(daysOf([])).toEqual([])
})

test('what arrived is counted by account; what a school owes has not arrived', () => {
  expect(arrivedOf(MOVES)).toEqual([{ account: 'wechat-pay', fen: 3200 }, { account: 'cash', fen: 1000 }])
})

test('days count when both are there', () => {
  expect(askedOf({ batch: 'b', from: '2026-11-01', until: '' })).toEqual({ batch: 'b' })
  expect(askedOf({ batch: '', from: '2026-11-01', until: '2026-11-02' })).toEqual({ from: '2026-11-01', until: '2026-11-02' })
})
