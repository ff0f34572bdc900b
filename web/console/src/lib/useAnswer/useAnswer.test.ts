import { expect, test, vi } from 'vitest'

import type { Result } from '@caixiang/shared/api/client'
import { clientWith, good, problem } from '@caixiang/shared/testing/client'
import type { Answered } from '@caixiang/shared/testing/client'

import { useAnswer } from './useAnswer'

const CENTRE = { id: '1', name: '中心', support_contact: '', identity_columns: 'refused' }

function answerOf(...answers: readonly Answered[]) {
  const { api } = clientWith(...answers)
  const onAnswer = vi.fn()
  return { ...useAnswer(() => api.GET('/api/v1/staff/centre'), onAnswer), onAnswer }
}

test('the answer comes with its version', async () => {
  const { data, version, load } = answerOf(good(CENTRE, '"3"'))
  expect(data.value).toBeUndefined()
  expect(await load()).toBe(true)
  expect(data.value?.name).toBe('中心')
  expect(version.value).toBe('"3"')
})

test('what is there stays while the service does not answer', async () => {
  const { data, failure, load, onAnswer } = answerOf(good(CENTRE), undefined)
  await load()
  expect(await load()).toBe(false)
  expect(data.value?.name).toBe('中心')
  expect(failure.value).toEqual({ kind: 'no-answer' })
  expect(onAnswer).toHaveBeenLastCalledWith({ kind: 'no-answer' })
})

test('what may not be read any more is not shown any more', async () => {
  const { data, load } = answerOf(good(CENTRE), problem(403, 'not-allowed'))
  await load()
  await load()
  expect(data.value).toBeUndefined()
})

test('of several questions the last one counts', async () => {
  const open: ((answer: Result<string>) => void)[] = []
  const { data, load, restart } = useAnswer(() => new Promise<Result<string>>((resolve) => open.push(resolve)), () => undefined)
  const first = load()
  const second = restart()
  open[1]?.({ data: 'second' })
  open[0]?.({ data: 'first' })
  expect(await first).toBe(false)
  expect(await second).toBe(true)
  expect(data.value).toBe('second')
})
