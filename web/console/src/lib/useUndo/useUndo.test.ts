import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import type { ApiError } from '@caixiang/shared/api/failure'
import { text } from '../../words'

import { createUndo } from './useUndo'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function offered(undoing: () => Promise<ApiError | undefined> = () => Promise.resolve(undefined)) {
  const undo = createUndo()
  const tried = vi.fn(undoing)
  undo.show({ text: text('已通过', 'Approved'), undo: tried, untilMs: Date.now() + 10_000 })
  return { undo, tried }
}

test('it can be taken back while there is time', async () => {
  const { undo, tried } = offered()
  expect(undo.secondsLeft.value).toBe(10)
  vi.advanceTimersByTime(3_000)
  expect(undo.secondsLeft.value).toBe(7)
  await undo.undo()
  expect(tried).toHaveBeenCalledOnce()
  expect(undo.state.value).toBe('undone')
  vi.advanceTimersByTime(4_250)
  expect(undo.offer.value).toBeUndefined()
})

test('after its time it is gone', async () => {
  const { undo, tried } = offered()
  vi.advanceTimersByTime(10_000)
  expect(undo.offer.value).toBeUndefined()
  await undo.undo()
  expect(tried).not.toHaveBeenCalled()
})

test('pressed twice it is taken back once', async () => {
  const { undo, tried } = offered()
  await Promise.all([undo.undo(), undo.undo()])
  await undo.undo()
  expect(tried).toHaveBeenCalledOnce()
})

test('what could not be taken back says why, and can be tried again', async () => {
  let error: ApiError | undefined = { kind: 'no-answer' }
  const { undo, tried } = offered(() => Promise.resolve(error))
  await undo.undo()
  expect([undo.state.value, undo.failure.value]).toEqual(['failed', { kind: 'no-answer' }])
  error = undefined
  await undo.undo()
  expect([undo.state.value, tried.mock.calls.length]).toEqual(['undone', 2])
})

test('an answer that is under way is waited for', async () => {
  let answer: (error: ApiError | undefined) => void = () => undefined
  const { undo } = offered(() => new Promise((resolve) => (answer = resolve)))
  const undoing = undo.undo()
  vi.advanceTimersByTime(60_000)
  expect(undo.state.value).toBe('undoing')
  answer(undefined)
  await undoing
  expect(undo.state.value).toBe('undone')
})

test('a new thing takes the place of the last one, whose outcome is not shown', async () => {
  let answer: (error: ApiError | undefined) => void = () => undefined
  const { undo } = offered(() => new Promise((resolve) => (answer = resolve)))
  const undoing = undo.undo()
  undo.show({ text: text('已驳回', 'Rejected'), undo: () => Promise.resolve(undefined), untilMs: Date.now() + 5_000 })
  answer({ kind: 'no-answer' })
  await undoing
  expect([undo.offer.value?.text.en, undo.state.value]).toEqual(['Rejected', 'offered'])
})
