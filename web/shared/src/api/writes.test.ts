import { expect, test } from 'vitest'

import { newKey, writeHeaders } from './writes'

test('keys differ', () => {
  const keys = new Set(Array.from({ length: 1000 }, newKey))
  expect(keys.size).toBe(1000)
})

test('a key is as long and as plain as the service wants it', () => {
  expect(newKey()).toMatch(/^[\w-]{16,64}$/)
})

test('a version is named where one was seen', () => {
  expect(writeHeaders('k', '"3-0"')).toEqual({ 'Idempotency-Key': 'k', 'If-Match': '"3-0"' })
  expect(writeHeaders('k', undefined)).toEqual({ 'Idempotency-Key': 'k' })
})
