import { expect, test } from 'vitest'

import { askedOf, numberIn } from './useOrders'

test('a number is looked up once it is whole, whatever stands between its digits', () => {
  expect(numberIn('231130 1234567 8')).toBe('23113012345678')
  expect(numberIn('231130-1234567-8')).toBe('23113012345678')
  expect(numberIn('231130')).toBeUndefined()
  expect(numberIn('23113012345678a')).toBeUndefined()
})

test('a whole number finds its order whatever else is chosen', () => {
  expect(askedOf({ batch: 'b', state: 'paid', number: '23113012345678' })).toEqual({ number: '23113012345678' })
  expect(askedOf({ batch: 'b', state: 'paid', number: '2311' })).toEqual({ batch: 'b', state: 'paid' })
  expect(askedOf({ batch: '', state: '', number: '' })).toEqual({})
})
