import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { effectScope, nextTick, ref } from 'vue'

import { useRepeating } from './useRepeating'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function repeated(attempt: () => Promise<boolean>, isOn = ref(true)) {
  const tried = vi.fn(attempt)
  const scope = effectScope()
  scope.run(() => {
    useRepeating(tried, 5_000, isOn)
  })
  return { tried, isOn, scope }
}

test('it begins at once and goes on', async () => {
  const { tried } = repeated(() => Promise.resolve(true))
  expect(tried).toHaveBeenCalledTimes(1)
  await vi.advanceTimersByTimeAsync(10_000)
  expect(tried).toHaveBeenCalledTimes(3)
})

test('switched off, it stops; on again, it begins at once', async () => {
  const { tried, isOn } = repeated(() => Promise.resolve(true))
  isOn.value = false
  await vi.advanceTimersByTimeAsync(60_000)
  expect(tried).toHaveBeenCalledTimes(1)
  isOn.value = true
  await nextTick()
  expect(tried).toHaveBeenCalledTimes(2)
})

test('switched off and on while it waits for an answer, it goes on once', async () => {
  const answers: ((worked: boolean) => void)[] = []
  const { tried, isOn } = repeated(() => new Promise((resolve) => answers.push(resolve)))
  isOn.value = false
  await nextTick()
  isOn.value = true
  await nextTick()
  for (const answer of answers) answer(true)
  await vi.advanceTimersByTimeAsync(5_000)
  expect(tried).toHaveBeenCalledTimes(3)
})

test('after what did not work it waits longer', async () => {
  const { tried } = repeated(() => Promise.resolve(false))
  await vi.advanceTimersByTimeAsync(19_000)
  expect(tried).toHaveBeenCalledTimes(1)
  await vi.advanceTimersByTimeAsync(1_000)
  expect(tried).toHaveBeenCalledTimes(2)
})

test('it ends with its page', async () => {
  const { tried, scope } = repeated(() => Promise.resolve(true))
  scope.stop()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(tried).toHaveBeenCalledTimes(1)
})
