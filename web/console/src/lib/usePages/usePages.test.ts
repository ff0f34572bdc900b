import { expect, test, vi } from 'vitest'

import { clientBy, good, problem } from '@caixiang/shared/testing/client'
import type { Answered } from '@caixiang/shared/testing/client'

import { usePages } from './usePages'

interface Thing {
  readonly id: string
  readonly note?: string
}

/** A list whose answers come one after the other, or when a test lets them. */
function pagesWith(answer: (after: string | undefined, at: number) => Answered | Promise<Answered>) {
  const asked: (string | undefined)[] = []
  const { api } = clientBy<Blob>(() => answer(asked[asked.length - 1], asked.length - 1))
  const onAnswer = vi.fn()
  const onArrival = vi.fn()
  const pages = usePages<Thing>({
    load: (after) => {
      asked.push(after)
      return api.GET('/api/v1/staff/outbox')
    },
    keyOf: ({ id }) => id,
    onAnswer,
    onArrival,
  })
  return { pages, asked, onAnswer, onArrival, ids: () => pages.items.value?.map(({ id }) => id) }
}

const part = (ids: string, next?: string) => good({ items: Array.from(ids, (id) => ({ id })), next })

function inTurn(...answers: readonly Answered[]) {
  return pagesWith((_, at) => answers[Math.min(at, answers.length - 1)])
}

test('nothing is there before the first answer', async () => {
  const { pages, ids } = inTurn(part('ab'))
  expect([pages.items.value, pages.isEmpty.value, pages.hasMore.value]).toEqual([undefined, false, false])
  expect(await pages.refresh()).toBe(true)
  expect(ids()).toEqual(['a', 'b'])
})

test('an empty list is empty, not under way', async () => {
  const { pages } = inTurn(part(''))
  await pages.refresh()
  expect([pages.isEmpty.value, pages.hasMore.value]).toEqual([true, false])
})

test('further parts follow by their cursors, to the end', async () => {
  const { pages, asked, ids } = inTurn(part('ab', '1'), part('cd', '2'), part('e'))
  await pages.refresh()
  await pages.loadMore()
  await pages.loadMore()
  expect(pages.hasMore.value).toBe(false)
  await pages.loadMore()
  expect(asked).toEqual([undefined, '1', '2'])
  expect(ids()).toEqual(['a', 'b', 'c', 'd', 'e'])
})

test('a part that did not come is asked for again', async () => {
  const { pages, ids } = inTurn(part('a', '1'), undefined, part('b'))
  await pages.refresh()
  await pages.loadMore()
  expect([pages.moreFailure.value, pages.failure.value]).toEqual([{ kind: 'no-answer' }, undefined])
  await pages.loadMore()
  expect([pages.moreFailure.value, ids()]).toEqual([undefined, ['a', 'b']])
})

test('an item that has changed is shown as it is now', async () => {
  const { pages, onArrival } = inTurn(part('ab'), good({ items: [{ id: 'a', note: 'new' }, { id: 'b' }] }))
  await pages.refresh()
  const before = pages.items.value
  await pages.refresh()
  expect(pages.items.value).toEqual([{ id: 'a', note: 'new' }, { id: 'b' }])
  expect(pages.items.value).not.toBe(before)
  expect(onArrival.mock.calls).toEqual([[[]], [[]]])
})

test('where nothing has changed, nothing is drawn anew', async () => {
  const { pages } = inTurn(part('ab'))
  await pages.refresh()
  const before = pages.items.value
  await pages.refresh()
  expect(pages.items.value).toBe(before)
})

test('another filter shows nothing of the former list', async () => {
  const { pages, ids } = inTurn(part('ab', '1'), part('x'))
  await pages.refresh()
  const restarting = pages.restart()
  expect(ids()).toBeUndefined()
  await restarting
  expect([ids(), pages.hasMore.value]).toEqual([['x'], false])
})

test('a late answer to the former filter is dropped', async () => {
  const waiting: ((answered: Answered) => void)[] = []
  const { pages, ids } = pagesWith(() => new Promise((resolve) => waiting.push(resolve)))
  const first = pages.refresh()
  const second = pages.restart()
  waiting[1]?.(part('x'))
  await second
  waiting[0]?.(part('ab'))
  expect(await first).toBe(false)
  expect(ids()).toEqual(['x'])
})

test('a late part of the former filter is dropped too', async () => {
  const waiting: ((answered: Answered) => void)[] = []
  const { pages, ids } = pagesWith((after, at) =>
    after === undefined ? part(at === 0 ? 'a' : 'x', 'more') : new Promise((resolve) => waiting.push(resolve)),
  )
  await pages.refresh()
  const more = pages.loadMore()
  await pages.restart()
  waiting[0]?.(part('b'))
  await more
  expect([ids(), pages.isLoadingMore.value]).toEqual([['x'], false])
})

test('what was refused is told, and stands until the next answer', async () => {
  const { pages, onAnswer } = inTurn(problem(401, 'not-signed-in'), part('a'))
  await pages.refresh()
  expect(onAnswer).toHaveBeenCalledWith(pages.failure.value)
  expect(pages.isStuck.value).toBe(true)
  await pages.refresh()
  expect([pages.failure.value, pages.isStuck.value]).toEqual([undefined, false])
})
