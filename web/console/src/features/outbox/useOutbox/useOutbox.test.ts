import { expect, test, vi } from 'vitest'

import type { Schemas } from '@caixiang/shared/api/types'
import { clientWith, problem } from '@caixiang/shared/testing/client'
import type { Answered } from '@caixiang/shared/testing/client'
import { message } from '../../../testing'

import { useOutbox } from './useOutbox'

function outboxWith(...answers: readonly Answered[]) {
  const { api, requests } = clientWith(...answers)
  const isOver = vi.fn(() => false)
  const outbox = useOutbox(api, { isOver })
  const ids = () => outbox.messages.value?.map(({ id }) => id)
  return { outbox, requests, isOver, ids }
}

function part(ids: readonly string[], next?: string): Answered {
  const body: Schemas['Page_KeptMessageView'] = {
    items: ids.map((id) => message({ id })),
    ...(next === undefined ? {} : { next }),
  }
  return { status: 200, body }
}

test('the newest come first, older ones as asked for', async () => {
  const { outbox, requests, ids } = outboxWith(part(['d', 'c'], 'after c'), part(['b', 'a']))
  expect(ids()).toBeUndefined()
  expect(await outbox.refresh()).toBe(true)
  expect(ids()).toEqual(['d', 'c'])
  expect(outbox.hasOlder.value).toBe(true)
  await outbox.loadOlder()
  expect(requests[1]?.url).toBe('/api/v1/staff/outbox?limit=50&after=after%20c')
  expect(ids()).toEqual(['d', 'c', 'b', 'a'])
  expect(outbox.hasOlder.value).toBe(false)
})

test('a refresh puts the new ones on top and keeps the older ones', async () => {
  const { outbox, ids } = outboxWith(part(['c', 'b'], '2'), part(['a'], undefined), part(['e', 'd', 'c'], '3'))
  await outbox.refresh()
  expect(outbox.arrivals.value).toBe(0)
  await outbox.loadOlder()
  await outbox.refresh()
  expect(ids()).toEqual(['e', 'd', 'c', 'b', 'a'])
  expect([...outbox.arrivedMs.value.keys()]).toEqual(['e', 'd'])
  expect(outbox.arrivals.value).toBe(2)
  expect(outbox.hasOlder.value).toBe(false)
})

test('more than a part at once leaves no gap', async () => {
  const { outbox, ids } = outboxWith(part(['b', 'a']), part(['z', 'y'], '2'))
  await outbox.refresh()
  await outbox.refresh()
  expect(ids()).toEqual(['z', 'y'])
  expect(outbox.hasOlder.value).toBe(true)
})

test('the first message arrives in an empty outbox', async () => {
  const { outbox, ids } = outboxWith(part([]), part(['a']))
  await outbox.refresh()
  expect(ids()).toEqual([])
  await outbox.refresh()
  expect(ids()).toEqual(['a'])
  expect(outbox.arrivals.value).toBe(1)
})

test('who asks twice gets one answer', async () => {
  const { outbox, requests } = outboxWith(part(['a']))
  await Promise.all([outbox.refresh(), outbox.refresh()])
  expect(requests).toHaveLength(1)
})

test('what is there stays while the service does not answer', async () => {
  const { outbox, ids } = outboxWith(part(['a']), undefined, part(['a']))
  await outbox.refresh()
  expect(await outbox.refresh()).toBe(false)
  expect(ids()).toEqual(['a'])
  expect(outbox.failure.value).toEqual({ kind: 'no-answer' })
  expect(outbox.isStuck.value).toBe(false)
  await outbox.refresh()
  expect(outbox.failure.value).toBeUndefined()
})

test('who may not read it any more sees nothing, and asks no further', async () => {
  const { outbox, ids } = outboxWith(part(['a']), problem(403, 'not-allowed'))
  await outbox.refresh()
  await outbox.refresh()
  expect(ids()).toBeUndefined()
  expect(outbox.isStuck.value).toBe(true)
})

test('the session is told what was refused', async () => {
  const { outbox, isOver } = outboxWith(problem(401, 'not-signed-in'))
  await outbox.refresh()
  expect(isOver).toHaveBeenCalledWith(outbox.failure.value)
})
