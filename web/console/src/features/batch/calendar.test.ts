import { expect, test } from 'vitest'

import { batchOf } from '../../testing'

import { barsOf, monthAfter, monthsOf, shareOf, spanAround } from './calendar'

const SPAN = { first: '2026-11-01', last: '2026-11-30' }

function lanes(...windows: readonly (readonly [string, string])[]) {
  const batches = windows.map(([opens, closes], at) => batchOf({ id: String(at), opens, closes }))
  return barsOf(batches, SPAN).map(({ batch, lane, isCut }) => [batch.id, lane, ...isCut])
}

test('batches at the same time lie one below the other, others share a line', () => {
  expect(lanes(['2026-11-01', '2026-11-10'], ['2026-11-05', '2026-11-20'], ['2026-11-10', '2026-11-12'])).toEqual([
    ['0', 0, false, false],
    ['1', 1, false, false],
    ['2', 0, false, false],
  ])
})

test('what lies outside is left out, what goes beyond is cut', () => {
  expect(lanes(['2026-10-01', '2026-10-31'], ['2026-10-20', '2027-01-01'], ['2026-12-01', '2026-12-02'])).toEqual([['1', 0, true, true]])
})

test('places are shares of all days', () => {
  const [bar] = barsOf([batchOf({ opens: '2026-11-16', closes: '2026-12-01' })], SPAN)
  expect([bar?.from, bar?.until]).toEqual([0.5, 1])
  expect(shareOf(Date.parse('2026-11-16T00:00:00+08:00'), SPAN)).toBe(0.5)
  expect(shareOf(Date.parse('2026-12-16T00:00:00+08:00'), SPAN)).toBeUndefined()
})

test('months go over the end of a year', () => {
  expect(monthAfter('2026-11', 3)).toBe('2027-02')
  expect(monthAfter('2026-01', -1)).toBe('2025-12')
  expect(spanAround('2026-11-30', 6)).toEqual({ first: '2026-10-01', last: '2027-03-31' })
  expect(monthsOf({ first: '2026-11-01', last: '2026-12-31' }).map(({ month, until }) => [month, until])).toEqual([
    ['2026-11', 30 / 61],
    ['2026-12', 1],
  ])
})
