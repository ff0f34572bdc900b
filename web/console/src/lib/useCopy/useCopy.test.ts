import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { effectScope } from 'vue'

import { useCopy } from './useCopy'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function copyWith(copyText: (text: string) => Promise<boolean>) {
  const made = effectScope().run(() => useCopy(copyText))
  if (made === undefined) throw new Error('the scope is over')
  return made
}

test('it says for a moment that it did', async () => {
  const copyText = vi.fn(() => Promise.resolve(true))
  const { state, copy } = copyWith(copyText)
  await copy('672233')
  expect(copyText).toHaveBeenCalledWith('672233')
  expect(state.value).toBe('copied')
  vi.advanceTimersByTime(3_000)
  expect(state.value).toBe('idle')
})

test('what to do instead stays until the next try', async () => {
  const { state, copy } = copyWith(() => Promise.resolve(false))
  await copy('672233')
  vi.advanceTimersByTime(60_000)
  expect(state.value).toBe('refused')
})
