import { afterEach, expect, test, vi } from 'vitest'

import { followSystemTheme } from './systemTheme'

afterEach(() => {
  vi.unstubAllGlobals()
})

test('it tells how it is, then what changes', () => {
  let change: ((is: { matches: boolean }) => void) | undefined
  vi.stubGlobal('matchMedia', () => ({
    matches: true,
    addListener: (tell: typeof change) => {
      change = tell
    },
  }))
  const told: boolean[] = []
  followSystemTheme((isDark) => told.push(isDark))
  change?.({ matches: false })
  expect(told).toEqual([true, false])
})
