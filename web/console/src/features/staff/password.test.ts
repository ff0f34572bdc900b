import { expect, test } from 'vitest'

import { newPassword } from './password'

test('a password has sixteen signs that are not mistaken for others', () => {
  const made = Array.from({ length: 50 }, () => newPassword())
  for (const password of made) expect(password).toMatch(/^(?:[a-hjkmnp-z2-9]{4}-){3}[a-hjkmnp-z2-9]{4}$/)
  expect(new Set(made).size).toBe(50)
})

test('bytes that would prefer some signs are thrown again', () => {
  let round = 0
  const password = newPassword((bytes) => bytes.fill((round += 1) === 1 ? 255 : 0))
  expect(password).toBe('aaaa-aaaa-aaaa-aaaa')
  expect(round).toBe(2)
})
