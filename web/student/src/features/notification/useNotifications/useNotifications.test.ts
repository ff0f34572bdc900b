// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest'

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

test('what was shown is read, and keeps its mark until the page is left', async () => {
  const { load, readShown, leave, messages, fresh, newCount, requests } = useMessages(2)
  await load()
  expect(await readShown()).toBe(true)
  expect(messages.value?.every(({ read_at }) => read_at === 'now')).toBe(true)
  expect([[...fresh.value], newCount.value]).toEqual([['0', '1'], 2])
  // Pulled down, the same page has the same marks, and says nothing twice.
  await load()
  await readShown()
  expect([[...fresh.value], requests.filter(({ method }) => method === 'POST').length]).toEqual([['0', '1'], 2])
  leave()
  expect([[...fresh.value], newCount.value]).toEqual([[], 0])
})

test('only what was shown is read', async () => {
  const { load, loadMore, readShown, newCount, unreadFurther } = useMessages(3)
  await load()
  await readShown()
  expect([newCount.value, unreadFurther.value]).toEqual([3, 1])
  await loadMore()
  await readShown()
  expect([newCount.value, unreadFurther.value]).toEqual([3, 0])
})

test('all can be read, those of later parts too', async () => {
  const { load, readAll, messages, unreadFurther, hasMore } = useMessages(5)
  await load()
  await readAll()
  expect([messages.value?.length, unreadFurther.value, hasMore.value]).toEqual([5, 0, false])
  expect(messages.value?.every(({ read_at }) => read_at === 'now')).toBe(true)
})

test('a network that goes stops the reading, which says so to who has asked for it', async () => {
  const { api } = clientBy<LocalFile>(({ method }) =>
    method === 'POST' ? undefined : good({ items: [{ id: '0', read_at: null }], next: '1', unread: 7 }),
  )
  const notifications = inScope(() => useNotifications(api))
  await notifications.load()
  expect(await notifications.readShown()).toBe(false)
  expect(notifications.markFailure.value).toBeUndefined()
  // What the service does not know to be read keeps its mark.
  notifications.leave()
  expect([[...notifications.fresh.value], notifications.newCount.value]).toEqual([['0'], 7])
  await notifications.readAll()
  expect(notifications.markFailure.value).toEqual({ kind: 'no-answer' })
  expect(notifications.unreadFurther.value).toBe(6)
})

test('what could not be told is told when the network is back', async () => {
  let isConnected = false
  const { api, requests } = clientBy<LocalFile>(({ method }) => {
    if (method === 'GET') return good({ items: [{ id: '0', read_at: null }], next: null, unread: 1 })
    return isConnected ? good({ id: '0', read_at: 'now' }) : undefined
  })
  const network = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
  const notifications = inScope(() => useNotifications(api))
  await notifications.load()
  await notifications.readShown()
  isConnected = true
  network.mockReturnValue(true)
  window.dispatchEvent(new Event('online'))
  await vi.waitFor(() => {
    expect(notifications.messages.value?.[0]?.read_at).toBe('now')
  })
  expect(requests.filter(({ method }) => method === 'POST')).toHaveLength(2)
  network.mockRestore()
})

function check(kind: string, about: string, page: string) {
  expect(pageOf({ kind, subject_kind: about, subject_id: '7' } as Schemas['NotificationView'])).toBe(page)
}

test('a message leads to what it is about', () => {
  check('appointment-set', 'appointment', '/pages/appointments/appointments')
  check('approved', 'submission', '/pages/history/history?submission=7')
  check('rejected', 'submission', '/pages/home/home')
})
