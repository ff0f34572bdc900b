import { expect, test } from 'vitest'

import { ABSENT, columnsQuery, lettersOf, offeredLetters } from './columns'

test('a mapping is what the API reads', () => {
  expect(columnsQuery({})).toBeUndefined()
  expect(columnsQuery({ class: 'D', number: 'B' })).toBe('number:B,class:D')
  expect(columnsQuery({ college: ABSENT, number: '' })).toBe('college:')
})

test('columns have the letters that spreadsheet programs show', () => {
  expect([0, 25, 26, 51, 52, 701, 702].map(lettersOf)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA'])
})

test('a column far to the right is offered once it was found', () => {
  expect(offeredLetters(['B', 'CD', 'CD']).slice(-2)).toEqual(['AZ', 'CD'])
})
