import { expect, test } from 'vitest'

import { createHints } from './useHints'

test('a hint that was put away stays away until all are asked for', () => {
  const kept = new Map<string, unknown>()
  const keeper = { read: (name: string) => kept.get(name), write: (name: string, value: unknown) => void kept.set(name, value) }
  const first = createHints(keeper)
  expect(first.isShown('queue').value).toBe(true)
  first.putAway('queue')
  first.putAway('queue')
  expect(first.countAway.value).toBe(1)
  const later = createHints(keeper)
  expect(later.isShown('queue').value).toBe(false)
  expect(later.isShown('tree').value).toBe(true)
  later.showAll()
  expect(later.isShown('queue').value).toBe(true)
})
