import { expect, test, vi } from 'vitest'

import type { Result } from '../../src/api/client'
import type { ApiError } from '../../src/api/failure'
import { problem } from '../../testing/client'

import { createAction } from './useAction'

const NO_ANSWER: ApiError = { kind: 'no-answer' }
const REFUSED = problemOf('not-signed-in')

function problemOf(code: string): ApiError {
  return { kind: 'problem', problem: problem(401, code).body }
}

/** Answers one after the other, and the keys that came with the attempts. */
function attempts(...answers: readonly (ApiError | string)[]) {
  const keys: string[] = []
  const attempt = (key: string): Promise<Result<string>> => {
    const answer = answers[keys.length] ?? 'no more answers'
    keys.push(key)
    return Promise.resolve(typeof answer === 'string' ? { data: answer } : { error: answer })
  }
  return { attempt, keys }
}

test('data come back, and busy is over', async () => {
  const action = createAction()
  const running = action.run(attempts('done').attempt)
  expect(action.busy.value).toBe(true)
  expect(await running).toBe('done')
  expect([action.busy.value, action.failure.value]).toEqual([false, undefined])
})

test('a second press while it runs does nothing', async () => {
  const action = createAction()
  const { attempt, keys } = attempts('first', 'second')
  const [first, second] = await Promise.all([action.run(attempt), action.run(attempt)])
  expect([first, second]).toEqual(['first', undefined])
  expect(keys).toHaveLength(1)
})

test('the key stays until an answer comes, and is new for the next run', async () => {
  const action = createAction()
  const { attempt, keys } = attempts(NO_ANSWER, REFUSED, 'done')
  for (let run = 0; run < 3; run += 1) await action.run(attempt)
  expect(keys[1]).toBe(keys[0])
  expect(keys[2]).not.toBe(keys[1])
})

test('a failure is gone while the next run is under way', async () => {
  const action = createAction()
  const { attempt } = attempts(NO_ANSWER, 'done')
  await action.run(attempt)
  expect(action.failure.value).toEqual(NO_ANSWER)
  const running = action.run(attempt)
  expect(action.failure.value).toBeUndefined()
  await running
})

test('what repeats itself shows its failure until the next answer', async () => {
  const action = createAction({ holdsFailure: true })
  const { attempt } = attempts(NO_ANSWER, 'done')
  await action.run(attempt)
  const running = action.run(attempt)
  expect(action.failure.value).toEqual(NO_ANSWER)
  await running
  expect(action.failure.value).toBeUndefined()
})

test('after a remedy it goes on by itself', async () => {
  const remedy = vi.fn(() => Promise.resolve(true))
  const onAnswer = vi.fn()
  const action = createAction({ remedy, onAnswer })
  expect(await action.run(attempts(REFUSED, 'done').attempt)).toBe('done')
  expect(remedy.mock.calls).toEqual([[REFUSED]])
  expect(onAnswer.mock.calls).toEqual([[REFUSED], [undefined]])
})

test('a remedy that was left undone is the end', async () => {
  const action = createAction({ remedy: () => Promise.resolve(false) })
  const { attempt, keys } = attempts(REFUSED, 'done')
  expect(await action.run(attempt)).toBeUndefined()
  expect(keys).toHaveLength(1)
  expect(action.failure.value).toEqual(REFUSED)
})

test('remedies never go in circles', async () => {
  const action = createAction({ remedy: () => Promise.resolve(true) })
  const { attempt, keys } = attempts(REFUSED, REFUSED, REFUSED, 'done')
  expect(await action.run(attempt)).toBeUndefined()
  expect(keys).toHaveLength(3)
})
