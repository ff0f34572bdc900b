import { expect, test } from 'vitest'
import { ref } from 'vue'

import { clientOf, good, problem } from '@caixiang/shared/testing/client'
import type { Answered } from '@caixiang/shared/testing/client'
import { planOf, viewOf } from '../../../testing'

import { useBatch } from './useBatch'

const PATH = '/api/v1/staff/batches/b'

async function opened(answers: Readonly<Record<string, Answered | readonly Answered[]>>) {
  const { api, requests } = clientOf<Blob>(answers)
  const batch = useBatch(api, { isOver: () => false }, ref('b'))
  await batch.load()
  return { batch, requests }
}

test('a step is taken with the version that was seen, and the next one with the new version', async () => {
  const { batch, requests } = await opened({
    [`GET ${PATH}`]: good(viewOf(), '"1"'),
    [`POST ${PATH}/steps`]: [good(viewOf({ state: 'paused' }), '"2"'), good(viewOf(), '"3"')],
  })
  expect(await batch.step('pause')).toBe(true)
  expect(batch.data.value?.state).toBe('paused')
  expect(await batch.step('resume')).toBe(true)
  expect(requests.slice(1).map(({ headers }) => headers['If-Match'])).toEqual(['"1"', '"2"'])
})

test('what somebody else has changed is read and told, and nothing is overwritten', async () => {
  const { batch, requests } = await opened({
    [`GET ${PATH}`]: [good(viewOf(), '"1"'), good(viewOf({ state: 'paused', plan: planOf({ name: '新名称' }) }), '"5"')],
    [`PUT ${PATH}/plan`]: [problem(412, 'stale'), good(viewOf({ plan: planOf({ name: '我的' }) }), '"6"')],
  })
  expect(await batch.revise(planOf({ name: '我的' }))).toBe(false)
  expect(batch.meanwhile.value?.state).toBe('paused')
  expect(batch.meanwhile.value?.changes.map(({ field, after }) => [field, after.zh])).toEqual([['name', '新名称']])
  expect(await batch.revise(planOf({ name: '我的' }))).toBe(true)
  expect(batch.meanwhile.value).toBeUndefined()
  expect(requests.at(-1)?.headers['If-Match']).toBe('"5"')
})

test('a step that the state does not know any more tells which state it is', async () => {
  const { batch } = await opened({
    [`GET ${PATH}`]: [good(viewOf(), '"1"'), good(viewOf({ state: 'closed' }), '"2"')],
    [`POST ${PATH}/steps`]: problem(409, 'wrong-state'),
  })
  expect(await batch.step('pause')).toBe(false)
  expect(batch.meanwhile.value).toEqual({ state: 'closed', changes: [] })
})

test('without an answer nothing is known, and nothing is lost', async () => {
  const { batch } = await opened({ [`GET ${PATH}`]: good(viewOf(), '"1"') })
  expect(await batch.step('pause')).toBe(false)
  expect(batch.changeFailure.value).toEqual({ kind: 'no-answer' })
  expect(batch.data.value?.state).toBe('open')
  expect(batch.meanwhile.value).toBeUndefined()
})
