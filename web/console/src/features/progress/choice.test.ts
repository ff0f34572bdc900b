import { expect, test } from 'vitest'

import { askedOf, choiceOf, queryOf } from './choice'

const ID = '019fb8e7-6400-7b05-bc95-01d46eb16cc7'

test('an address says what was chosen, and nothing that goes without saying', () => {
  const query = { batch: ID, unit: ID, stage: 'rejected' }
  expect(queryOf(choiceOf(query))).toEqual(query)
  expect(queryOf(choiceOf({ stage: 'not-begun' }))).toEqual({})
})

test('what an address cannot mean counts for nothing', () => {
  expect(choiceOf({ batch: 'x', stage: 'toString', class: [ID] })).toMatchObject({
    batch: undefined,
    stage: 'not-begun',
    class: undefined,
  })
})

test('who is on no roster is asked for among all who have begun', () => {
  expect(askedOf(choiceOf({ stage: 'off-roster', class: ID }))).toEqual({ only_off_roster: true, class: ID })
  expect(askedOf(choiceOf({ stage: 'begun' }))).toEqual({})
  expect(askedOf(choiceOf({}))).toEqual({ stage: 'not-begun' })
})
