import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { inScope } from '../../../testing/scope'

import { useShutter } from './useShutter'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function shutter(shoot: () => Promise<void> = () => Promise.resolve()) {
  const shot = vi.fn(shoot)
  return { ...inScope(() => useShutter(shot)), shot }
}

test('without the timer it shoots at once', () => {
  const { press, shot } = shutter()
  press()
  expect(shot).toHaveBeenCalledOnce()
})

test('with it, three seconds are counted', () => {
  const { toggleTimer, press, left, shot } = shutter()
  toggleTimer()
  press()
  expect(left.value).toBe(3)
  vi.advanceTimersByTime(2_000)
  expect([left.value, shot.mock.calls.length]).toEqual([1, 0])
  vi.advanceTimersByTime(1_000)
  expect([left.value, shot.mock.calls.length]).toEqual([0, 1])
  vi.advanceTimersByTime(10_000)
  expect(shot).toHaveBeenCalledOnce()
})

test('pressed again, the countdown stops', () => {
  const { toggleTimer, press, left, shot } = shutter()
  toggleTimer()
  press()
  press()
  vi.advanceTimersByTime(10_000)
  expect([left.value, shot.mock.calls.length]).toEqual([0, 0])
})

test('a photo that is under way is not taken twice', async () => {
  let done = (): void => undefined
  const { press, busy, shot } = shutter(() => new Promise((resolve) => (done = resolve)))
  press()
  press()
  expect([busy.value, shot.mock.calls.length]).toEqual([true, 1])
  done()
  await vi.advanceTimersByTimeAsync(0)
  expect(busy.value).toBe(false)
})

test('a viewfinder that was closed shoots no more', () => {
  const { toggleTimer, press, shot, leavePage } = shutter()
  toggleTimer()
  press()
  leavePage()
  vi.advanceTimersByTime(10_000)
  expect(shot).not.toHaveBeenCalled()
})
