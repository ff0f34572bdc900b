import { expect, test } from 'vitest'

import { columnsOf, moved } from './grid'

/** Eight tiles in rows of three: the last row has two. */
function check(code: string, at: number, expected: number | undefined) {
  expect(moved(code, { at, count: 8, columns: 3 })).toBe(expected)
}

test('columns are counted by the first row', () => {
  expect(columnsOf([10, 10, 10, 200, 200])).toBe(3)
  expect(columnsOf([10, 10])).toBe(2)
  expect(columnsOf([])).toBe(1)
})

test('arrows move and stop at the edges', () => {
  check('ArrowRight', 0, 1)
  check('ArrowRight', 7, 7)
  check('ArrowLeft', 0, 0)
  check('ArrowDown', 1, 4)
  check('ArrowDown', 5, 7)
  check('ArrowDown', 6, 6)
  check('ArrowUp', 4, 1)
  check('ArrowUp', 1, 1)
  check('Home', 5, 0)
  check('End', 0, 7)
  check('Space', 0, undefined)
})
