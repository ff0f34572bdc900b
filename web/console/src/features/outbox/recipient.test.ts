import { expect, test } from 'vitest'

import { mayBe } from './recipient'

function check(hint: string, typed: string, expected: boolean) {
  expect(mayBe(hint, typed), `${hint} for ${typed}`).toBe(expected)
}

test('nothing typed is everybody', () => {
  check('138****1110', ' ', true)
})

test('the end of a number', () => {
  check('138****1110', '1110', true)
  check('138****1110', '10', true)
  check('138****1110', '１１１０', true)
  check('138****1110', '138', false)
})

test('the whole number, as people write it', () => {
  check('138****1110', '13800001110', true)
  check('138****1110', '+86 138-0000-1110', true)
  check('138****1110', '13900001110', false)
  check('+852 ****4567', '+852 6123 4567', true)
})

test('a letter goes to an address', () => {
  check('z***@example.org', 'Zhang.San@example.org', true)
  check('z***@example.org', 'example.org', true)
  check('z***@example.org', 'li@example.org', false)
})
