import { flushPromises } from '@vue/test-utils'
import { expect, test } from 'vitest'
import { shallowRef } from 'vue'

import { clientOf, good, problem } from '@caixiang/shared/testing/client'
import { OPERATOR } from '../../../testing'
import type { Permission } from '../../../room'
import type { Stretch } from '../figures'

import { useFigures } from './useFigures'

async function opened(permissions: readonly Permission[], answers: Parameters<typeof clientOf>[0]) {
  const { api, requests } = clientOf<Blob>(answers)
  const days = shallowRef<Stretch>('7')
  const figures = useFigures(api, { isOver: () => false, staff: shallowRef({ ...OPERATOR, permissions: [...permissions] }) }, days)
  await flushPromises()
  return { ...figures, days, paths: () => requests.map(({ url }) => url.replace(/\?.*/, '')) }
}

const NONE = good({ items: [] })

test('each asks for what the person may see', async () => {
  const answers = { 'GET /api/v1/reviews/reviewers': NONE, 'GET /api/v1/reviews/rules': NONE, 'GET /api/v1/reviews/agreement': NONE }
  expect((await opened(['review-for-centre'], answers)).paths()).toEqual(['/api/v1/reviews/reviewers'])
  expect((await opened(['manage-batches'], answers)).paths()).toEqual(['/api/v1/reviews/rules'])
  expect((await opened(['manage-staff', 'manage-batches'], answers)).paths()).toHaveLength(3)
})

test('another stretch of time is asked for, and what failed is no figure', async () => {
  const { days, reviewers, failure, paths } = await opened(['review-for-centre'], {
    'GET /api/v1/reviews/reviewers': [NONE, problem(503, 'unavailable')],
  })
  expect(reviewers.value).toEqual([])
  days.value = '30'
  await flushPromises()
  expect(paths()).toHaveLength(2)
  expect(failure.value?.kind).toBe('problem')
  expect(reviewers.value).toBeUndefined()
})
