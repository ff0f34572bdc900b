import { expect, test } from 'vitest'

import { segmentsOf, stretchBetween } from './useRowWindow'

/** Ten rows, 10 px each. */
const TOPS = Array.from({ length: 11 }, (_, at) => at * 10)

/** Rows by their places, gaps by their heights in brackets. */
function drawn(...stretches: (readonly [number, number])[]): string {
  return segmentsOf(TOPS, stretches).map((one) => (one.kind === 'row' ? String(one.at) : `(${String(one.height)})`)).join(' ')
}

test('what is not in the page leaves its room', () => {
  expect(drawn([3, 5])).toBe('(30) 3 4 5 (40)')
  expect(drawn([0, 9])).toBe('0 1 2 3 4 5 6 7 8 9')
  expect(drawn([0, 0], [4, 5], [9, 9])).toBe('0 (30) 4 5 (30) 9')
})

test('stretches that meet or lie over each other have no row twice', () => {
  expect(drawn([0, 2], [2, 4], [1, 3])).toBe('0 1 2 3 4 (50)')
})

test('a stretch beyond the ends is cut', () => {
  expect(drawn([-3, 1], [8, 20])).toBe('0 1 (60) 8 9')
})

test.each([
  ['at the beginning', 0, 25, [0, 2]],
  ['within', 35, 55, [3, 5]],
  ['before the first row', -50, 5, [0, 0]],
  ['behind the last row', 500, 700, [9, 9]],
  ['more than all', -50, 700, [0, 9]],
])('rows between two heights: %s', (_, from, to, expected) => {
  expect(stretchBetween(TOPS, from, to)).toEqual(expected)
})

test('rows of different heights count with their own', () => {
  expect(stretchBetween([0, 100, 110, 120, 220], 105, 115)).toEqual([1, 2])
})
