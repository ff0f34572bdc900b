import { flushPromises } from '@vue/test-utils'
import { expect, test } from 'vitest'

import { clientBy, good, problem } from '@caixiang/shared/testing/client'
import { viewOf } from '../../../testing'

import { countsOf, useCounts } from './useCounts'

test('states are summed up', () => {
  expect(countsOf({ 'awaiting-review': 3, approved: 5, rejected: 1 })).toEqual({ begun: 9, waiting: 3, approved: 5 })
  expect(countsOf({})).toEqual({ begun: 0, waiting: 0, approved: 0 })
})

test('every batch is asked for once, three at a time', async () => {
  let running = 0
  let most = 0
  const { api, requests } = clientBy<Blob>(async () => {
    running += 1
    most = Math.max(most, running)
    await Promise.resolve()
    running -= 1
    return good(viewOf())
  })
  const { counts, ask } = useCounts(api, { isOver: () => false })
  ask(['a', 'b', 'c', 'd', 'e'])
  ask(['a', 'e'])
  await flushPromises()
  expect(requests).toHaveLength(5)
  expect(most).toBe(3)
  expect(counts.value.get('e')?.begun).toBe(8)
})

test('after the end of the session nothing more is asked', async () => {
  const { api, requests } = clientBy<Blob>(() => problem(401, 'not-signed-in'))
  const { counts, ask } = useCounts(api, { isOver: () => true })
  ask(['a', 'b', 'c', 'd', 'e'])
  await flushPromises()
  expect(requests).toHaveLength(3)
  expect(counts.value.size).toBe(0)
})
