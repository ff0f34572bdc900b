import { expect, test } from 'vitest'

import { fenOf, moneyText, sumOf, yuanOf } from './fen'

test.each([['0', 0], ['30', 3000], ['30.5', 3050], ['30.05', 3005], ['3.005', undefined], ['-1', undefined], ['', undefined], ['1e3', undefined]])(
  '%s yuan',
  (yuan, fen) => {
    expect(fenOf(yuan)).toBe(fen)
  },
)

test('every sum of two decimals is exact', () => {
  for (let fen = 0; fen < 20_000; fen += 7) expect(fenOf((fen / 100).toFixed(2))).toBe(fen)
})

test('fen are shown as yuan', () => {
  expect([0, 3000, 3050, 5].map(yuanOf)).toEqual(['0', '30', '30.50', '0.05'])
  expect([0, 5, 1350, 123_456_789, -1350].map(moneyText)).toEqual(['¥0.00', '¥0.05', '¥13.50', '¥1,234,567.89', '−¥13.50'])
})

test('a sum counts every piece', () => {
  expect(sumOf([{ unit_fen: 1350, pieces: 1 }, { unit_fen: 3000, pieces: 2 }])).toBe(7350)
})
