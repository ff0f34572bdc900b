import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { effectScope } from 'vue'

import { clientOf, good, problem } from '@caixiang/shared/testing/client'

import { filtersOf } from '../choice'
import type { DecisionItem } from '../decision'

import { useSet } from './useSet'

const SETS = 'POST /api/v1/reviews/sets'
const RELEASE = 'DELETE /api/v1/reviews/sets/set'
const APPROVAL = 'POST /api/v1/reviews/sets/set/approval'
const UNDO = 'DELETE /api/v1/reviews/sets/set/approval'
const STANDING = 'GET /api/v1/degrees/degree-c/submission'

const NOW = Date.parse('2026-11-30T12:00:00+08:00')

function taken(minutes = 15) {
  const item = (name: string) => ({ submission: name, degree: `degree-${name}`, photo: `photo-${name}` })
  return { status: 201, body: { id: 'set', until: new Date(NOW + minutes * 60_000).toISOString(), sample: [item('a')], rest: [item('b'), item('c')] } }
}

const DONE = good({ approved: ['b'], skipped: ['c'], settles_at: new Date(NOW + 30_000).toISOString() })

let scope = effectScope()

beforeEach(() => {
  vi.useFakeTimers({ now: NOW })
  scope = effectScope()
})
afterEach(() => {
  scope.stop()
  vi.useRealTimers()
})

async function opened(answers: Parameters<typeof clientOf>[0]) {
  const { api, requests } = clientOf<Blob>({ [RELEASE]: { status: 204 }, ...answers })
  let told: ((item: DecisionItem) => void) | undefined
  const listen = (listener: (item: DecisionItem) => void) => {
    told = listener
    return () => true
  }
  const session = { isOver: () => false }
  const set = scope.run(() => useSet({ api, session, decisions: { listen }, filters: filtersOf({}) }))
  if (set === undefined) throw new Error('the scope is over')
  await set.take()
  const decide = (state: DecisionItem['state'], decision: DecisionItem['decision'] = 'approve') => {
    told?.({ submission: 'a', photo: 'photo-a', state, decision, failure: { kind: 'no-answer' } } as DecisionItem)
  }
  return { set, decide, asked: () => requests.map(({ method, url }) => `${method} ${url}`), requests }
}

test('nothing fits where nothing comes', async () => {
  const { set } = await opened({ [SETS]: { status: 204 } })
  expect(set.stage.value).toBe('nothing')
})

test('without an answer it can be tried again', async () => {
  const { set } = await opened({ [SETS]: problem(503, 'busy') })
  expect(set.stage.value).toBe('failed')
})

test('the others come once the service has all of the sample', async () => {
  const { set, decide } = await opened({ [SETS]: taken() })
  expect(set.stage.value).toBe('sample')
  decide('waiting')
  expect(set.stage.value).toBe('sample')
  decide('held')
  expect([set.stage.value, set.approvedCount.value]).toEqual(['rest', 1])
  // Taken back, the sample is open again.
  decide('undone')
  expect([set.stage.value, set.approvedCount.value]).toEqual(['sample', 0])
})

test('one rejected, or one that is gone, ends it', async () => {
  const { set, decide } = await opened({ [SETS]: taken() })
  decide('held', 'reject')
  expect(set.stage.value).toBe('rejected')
  decide('undone')
  decide('refused')
  expect(set.stage.value).toBe('lost')
})

test('after a quarter of an hour it is over', async () => {
  const { set } = await opened({ [SETS]: taken() })
  await vi.advanceTimersByTimeAsync(15 * 60_000)
  expect(set.stage.value).toBe('over')
})

test('the number and those left out are sent, and what was skipped is explained', async () => {
  const { set, decide, requests } = await opened({ [SETS]: taken(), [APPROVAL]: DONE, [STANDING]: good({ state: 'withdrawn' }), [UNDO]: good({ undone: ['b'] }) })
  decide('held')
  set.leaveOut('b', true)
  set.leaveOut('b', false)
  expect(set.count.value).toBe(2)
  await set.approve('key')
  await vi.advanceTimersByTimeAsync(0)
  const sent = requests.find(({ url }) => url.endsWith('/approval'))
  expect(sent?.body).toEqual({ kind: 'text', text: '{"count":2,"except":[]}' })
  expect(sent?.headers['Idempotency-Key']).toBe('key')
  expect(set.stage.value).toBe('done')
  expect(set.outcome.value?.skipped.map(({ state }) => state)).toEqual(['withdrawn'])
  await set.undo()
  expect(set.outcome.value?.undone).toBe(1)
})

test('a set that was approved before is over', async () => {
  const { set, decide } = await opened({ [SETS]: taken(), [APPROVAL]: problem(409, 'set-over') })
  decide('held')
  await set.approve('key')
  expect(set.stage.value).toBe('over')
})

test('leaving gives it back, once', async () => {
  const { set, asked } = await opened({ [SETS]: taken() })
  await set.release()
  scope.stop()
  expect(asked().filter((one) => one.startsWith('DELETE'))).toHaveLength(1)
})
