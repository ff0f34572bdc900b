import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { effectScope } from 'vue'

import { useAttention } from './useAttention'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('whoever touches nothing is away until the next touch', () => {
  const scope = effectScope()
  const attention = scope.run(() => useAttention(60_000))
  vi.advanceTimersByTime(55_000)
  expect(attention?.isAway.value).toBe(false)
  vi.advanceTimersByTime(5_000)
  expect(attention?.isAway.value).toBe(true)
  document.dispatchEvent(new Event('pointermove'))
  expect(attention?.isAway.value).toBe(false)
  scope.stop()
})
