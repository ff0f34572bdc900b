import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { effectScope, shallowRef } from 'vue'

import { clientBy, good } from '@caixiang/shared/testing/client'

import { filtersOf } from '../choice'

import { useHand } from './useHand'

/** The most that the service gives at a time. */
const AT_A_TIME = 10

let close = (): void => undefined
beforeEach(() => { vi.useFakeTimers() })
afterEach(() => {
  close()
  vi.useRealTimers()
})

interface Asked {
  readonly count: number
  readonly except: readonly string[]
}

/** Opens the hand of somebody for whom `waiting` photos wait; without a network nothing comes. */
async function opened(waiting: number) {
  const network = { isThere: true }
  const asked: Asked[] = []
  const { api } = clientBy<Blob>(({ url, body }) => {
    if (!network.isThere || !url.endsWith('/reviews/next') || body.kind !== 'text') return network.isThere ? { status: 204 } : undefined
    const wanted = JSON.parse(body.text) as Asked
    asked.push(wanted)
    const names = Array.from({ length: waiting }, (_, at) => `s${String(at)}`).filter((name) => !wanted.except.includes(name))
    return good({ items: names.slice(0, wanted.count).map((submission) => ({ submission, photo: `photo-${submission}` })) })
  })
  const onTheirWay: string[] = []
  const scope = effectScope()
  close = () => { scope.stop() }
  const hand = scope.run(() => useHand({
    api,
    session: { isOver: () => false },
    filters: filtersOf({}),
    onTheirWay: () => onTheirWay,
    isDecided: () => false,
    isPresent: shallowRef(true),
    onLost: () => undefined,
  }))
  if (hand === undefined) throw new Error('a new scope is over already')
  await vi.advanceTimersByTimeAsync(0)
  return {
    network,
    asked,
    inHand: () => hand.sheets.value.map(({ submission }) => submission),
    decide: async () => {
      const submission = hand.current.value?.submission ?? ''
      onTheirWay.push(submission)
      hand.drop(submission)
      await vi.advanceTimersByTimeAsync(0)
    },
  }
}

test('a dozen are in hand, each asked for once, and never more at a time than the service gives', async () => {
  const { asked, inHand, decide } = await opened(40)
  expect(inHand()).toHaveLength(AT_A_TIME)
  await decide()
  await decide()
  expect(inHand()).toHaveLength(12)
  expect(new Set(inHand()).size).toBe(12)
  for (const { count } of asked) expect(count).toBeLessThanOrEqual(AT_A_TIME)
  expect(asked.at(-1)?.except).toEqual(['s0', 's1', ...inHand().slice(0, 8)])
})

test('without a network there is work for a while, and more as soon as it is back', async () => {
  const { network, inHand, decide } = await opened(40)
  await decide()
  await decide()
  network.isThere = false
  for (let times = 0; times < 11; times += 1) await decide()
  expect(inHand()).toHaveLength(1)
  network.isThere = true
  await vi.advanceTimersByTimeAsync(60_000)
  await flushPromises()
  expect(inHand().length).toBeGreaterThanOrEqual(9)
})

test('where few wait, all of them are in hand, and more are looked for', async () => {
  const { asked, inHand } = await opened(2)
  expect(inHand()).toEqual(['s0', 's1'])
  await vi.advanceTimersByTimeAsync(10_000)
  expect(asked.at(-1)).toMatchObject({ count: 10, except: ['s0', 's1'] })
})
