import { expect, test } from 'vitest'

import { arrivalOf, isPast, isTransaction } from './arrivalDraft'

test('the number of a transaction has no spaces and no Chinese', () => {
  expect(['R-1', ' 20261130 ', '', '收据 1', 'a b', 'x'.repeat(65)].map(isTransaction)).toEqual([true, true, false, false, false, false])
})

test('money has arrived, or it has not', () => {
  const nowMs = Date.parse('2026-11-30T10:00:00+08:00')
  expect([isPast('2026-11-30T10:00', nowMs), isPast('2026-11-30T10:01', nowMs), isPast('', nowMs)]).toEqual([true, false, false])
})

test('times are those of China', () => {
  expect(arrivalOf({ means: 'cash-desk', transaction: ' R-1 ', paidAt: '2026-11-30T10:00' })).toEqual({
    means: 'cash-desk',
    transaction: 'R-1',
    paid_at: '2026-11-30T10:00:00+08:00',
  })
})
