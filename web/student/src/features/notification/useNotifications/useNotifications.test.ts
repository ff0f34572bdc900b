import { expect, test } from 'vitest'

import type { Schemas } from '@caixiang/shared/api/types'
import { clientBy, good } from '@caixiang/shared/testing/client'
import type { LocalFile } from '../../../lib/transport'
import { inScope } from '../../../testing/scope'

import { pageOf, useNotifications } from './useNotifications'

/** So many messages, of which none was read, in parts of two. */
function useMessages(total: number) {
  const all = Array.from({ length: total }, (_, at) => ({ id: String(at), read_at: null as string | null }))
  const { api, requests } = clientBy<LocalFile>(({ method, url }) => {
    if (method === 'POST') {
      const read = all.find(({ id }) => url.includes(`/${id}/`))
      if (read === undefined) return undefined
      read.read_at = 'now'
      return good({ ...read })
    }
    const start = Number(/after=(\d+)/.exec(url)?.[1] ?? 0)
    const next = start + 2 < total ? String(start + 2) : null
    const items = all.slice(start, start + 2).map((message) => ({ ...message }))
    return good({ items, next, unread: all.filter(({ read_at }) => read_at === null).length })
  })
  return { ...inScope(() => useNotifications(api)), requests }
}

test('messages come part by part', async () => {
  const { load, loadMore, messages, hasMore } = useMessages(3)
  await load()
  expect([messages.value?.length, hasMore.value]).toEqual([2, true])
  await loadMore()
  expect([messages.value?.length, hasMore.value]).toEqual([3, false])
})

test('at the end nothing more is asked for', async () => {
  const { load, loadMore, requests } = useMessages(1)
  await load()
  await loadMore()
  expect(requests).toHaveLength(1)
})

test('reading one counts down, once', async () => {
  const { load, markRead, messages, unread } = useMessages(2)
  await load()
  const [first] = messages.value ?? []
  if (first === undefined) throw new Error('there is a message')
  expect(await markRead(first)).toBe(true)
  expect(unread.value).toBe(1)
  const [again] = messages.value ?? []
  if (again === undefined) throw new Error('there is still a message')
  expect(await markRead(again)).toBe(true)
  expect(unread.value).toBe(1)
})

test('all can be read, those of later parts too', async () => {
  const { load, readAll, messages, unread, hasMore } = useMessages(5)
  await load()
  await readAll()
  expect([messages.value?.length, unread.value, hasMore.value]).toEqual([5, 0, false])
  expect(messages.value?.every(({ read_at }) => read_at === 'now')).toBe(true)
})

test('a network that goes stops the reading', async () => {
  const { api } = clientBy<LocalFile>(({ method }) =>
    method === 'POST' ? undefined : good({ items: [{ id: '0', read_at: null }], next: '1', unread: 7 }),
  )
  const notifications = inScope(() => useNotifications(api))
  await notifications.load()
  await notifications.readAll()
  expect(notifications.markFailure.value).toEqual({ kind: 'no-answer' })
  expect(notifications.unread.value).toBe(7)
})

function check(kind: string, about: string, page: string) {
  expect(pageOf({ kind, subject_kind: about, subject_id: '7' } as Schemas['NotificationView'])).toBe(page)
}

test('a message leads to what it is about', () => {
  check('appointment-set', 'appointment', '/pages/appointments/appointments')
  check('approved', 'submission', '/pages/history/history?submission=7')
  check('rejected', 'submission', '/pages/home/home')
})
