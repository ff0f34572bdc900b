import { expect, test } from 'vitest'

import { clientOf, good, problem } from '@caixiang/shared/testing/client'
import { createAction } from '@caixiang/shared/vue/useAction/useAction'

import { isNews, useAnswers } from './useAnswers'
import type { Answers } from './useAnswers'

const COUNTS = { waiting: 0, accepted: 0, same_person: 0, not_passed: 0, uncertain: 0, abnormal: 0, refused: 0, dropped: 0 }
const FOUND = { package: { number: 'R-1' }, lines: COUNTS, news: { ...COUNTS, accepted: 2 }, waiting: 1 }

test('a file is looked at first and read in when that is wanted', async () => {
  const { api, requests } = clientOf<Blob>({
    'POST /api/v1/registry-answers/check': good(FOUND),
    'POST /api/v1/registry-answers': good({ ...FOUND, waiting: 0 }),
  })
  const { choose, take, found, isDone, forget } = useAnswers(api, createAction())
  expect(await take()).toBe(false)
  await choose(new File(['{}'], 'result.json'))
  expect(requests.length).toBe(1)
  expect([found.value?.waiting, isDone.value]).toEqual([1, false])
  expect(await take()).toBe(true)
  expect([found.value?.waiting, isDone.value]).toEqual([0, true])
  forget()
  expect(found.value).toBeUndefined()
})

test('a file that is refused leaves nothing to be read in', async () => {
  const { api } = clientOf<Blob>({ 'POST /api/v1/registry-answers/check': problem(422, 'result-file-refused') })
  const action = createAction()
  const { choose, found } = useAnswers(api, action)
  await choose(new File(['?'], 'photo.jpg'))
  expect(found.value).toBeUndefined()
  expect(action.failure.value?.kind).toBe('problem')
})

test('a file that was read in before is no news', () => {
  expect(isNews(FOUND as unknown as Answers)).toBe(true)
  expect(isNews({ ...FOUND, news: COUNTS } as unknown as Answers)).toBe(false)
})
