import { flushPromises } from '@vue/test-utils'
import { expect, test } from 'vitest'
import { effectScope, shallowRef } from 'vue'

import { clientBy, good, problem } from '@caixiang/shared/testing/client'
import type { Answered } from '@caixiang/shared/testing/client'

import { choiceOf } from '../choice'

import { useTrend } from './useTrend'

const BATCH = '019f9f27-9800-70bf-9908-03440d306933'
const COLLEGE = '019fb8e7-6400-7b05-bc95-01d46eb16cc7'

async function opened(answer: () => Answered) {
  const { api, requests } = clientBy<Blob>(answer)
  const where = shallowRef(choiceOf({ batch: BATCH }))
  const scope = effectScope()
  const found = scope.run(() => useTrend(api, { isOver: () => false }, where))
  if (found === undefined) throw new Error('the scope is over')
  await flushPromises()
  return { ...found, where, asked: () => requests.map(({ url }) => url.replace(/^.*\/trend/, '')) }
}

test('the place that is chosen is asked about, each once', async () => {
  const { where, asked } = await opened(() => good({ days: [] }))
  where.value = choiceOf({ batch: BATCH, unit: COLLEGE })
  await flushPromises()
  where.value = choiceOf({ batch: BATCH, unit: COLLEGE, stage: 'rejected' })
  await flushPromises()
  where.value = choiceOf({ batch: BATCH, class: BATCH })
  await flushPromises()
  expect(asked()).toEqual(['', `?unit=${COLLEGE}`, `?class=${BATCH}`])
})

test('why it did not come is told, until it comes', async () => {
  const answers = [problem(503, 'unavailable'), good({ days: [] })]
  const { trend, failure, refresh } = await opened(() => answers.shift())
  expect(failure.value?.kind).toBe('problem')
  await refresh()
  expect(failure.value).toBeUndefined()
  expect(trend.value?.days).toEqual([])
})

test('nothing is asked before a batch is known', async () => {
  const { where, asked, refresh } = await opened(() => good({ days: [] }))
  where.value = choiceOf({})
  await refresh()
  expect(asked()).toEqual([''])
})
