import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { clientOf, problem } from '@caixiang/shared/testing/client'
import type { Answered } from '@caixiang/shared/testing/client'

import type { Decided } from '../decision'

import { keptDecisions } from './keptDecisions'
import { createDecisions } from './useDecisions'

const DECISION = 'POST /api/v1/submissions/s1/decision'
const UNDO = 'DELETE /api/v1/submissions/s1/decision'
const CLAIM = 'PUT /api/v1/submissions/s1/claim'

const APPROVED: Decided = { submission: 's1', photo: 'p1', round: 'centre', decision: 'approve', reasons: [], note: '', who: '张*' }

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
  sessionStorage.clear()
})

function held(): Answered {
  return { status: 201, body: { review: 'r', settles_at: new Date(Date.now() + 30_000).toISOString() } }
}

function meanwhile(what: string, by?: string): Answered {
  const { status, body } = problem(409, 'decided-meanwhile')
  return { status, body: { ...body, what, by, at: new Date().toISOString() } }
}

function decisionsWith(answers: Parameters<typeof clientOf>[0], staff = 'me', isOwner: () => boolean | undefined = () => true) {
  const { api, requests } = clientOf<Blob>(answers)
  const kept = keptDecisions(sessionStorage, staff)
  const decisions = createDecisions({ api, name: '审核员', isOver: () => false, isOwner: () => Promise.resolve(isOwner()), kept })
  const states = () => decisions.items.value.map(({ state }) => state)
  const keys = () => requests.filter(({ method }) => method === 'POST').map(({ headers }) => headers['Idempotency-Key'])
  return { decisions, requests, states, keys }
}

const settle = () => vi.advanceTimersByTimeAsync(0)

test('nothing is done before the service has said so', async () => {
  const { decisions, states } = decisionsWith({ [DECISION]: held() })
  decisions.add(APPROVED)
  expect(states()).toEqual(['sending'])
  await settle()
  expect(states()).toEqual(['held'])
  await vi.advanceTimersByTimeAsync(30_500)
  expect(states()).toEqual(['settled'])
})

test('the same photo is not decided twice', async () => {
  const { decisions, requests } = decisionsWith({ [DECISION]: held() })
  decisions.add(APPROVED)
  decisions.add({ ...APPROVED, decision: 'reject', reasons: ['P04'] })
  await settle()
  decisions.add(APPROVED)
  await settle()
  expect(requests).toHaveLength(1)
})

test('it can be taken back while there is time, and decided anew', async () => {
  const { decisions, states, keys } = decisionsWith({ [DECISION]: [held(), held()], [UNDO]: { status: 204 } })
  const heard = vi.fn()
  decisions.listen(({ state }) => { heard(state) })
  decisions.add(APPROVED)
  await settle()
  decisions.undoLast()
  await settle()
  expect(states()).toEqual(['undone'])
  expect(heard.mock.calls).toEqual([['held'], ['undone']])
  decisions.add(APPROVED)
  await settle()
  expect(states()).toEqual(['held', 'undone'])
  expect(new Set(keys()).size).toBe(2)
})

test('taken back while it is under way, it is undone as soon as it is there', async () => {
  const { decisions, states, requests } = decisionsWith({ [DECISION]: held(), [UNDO]: { status: 204 } })
  decisions.add(APPROVED)
  decisions.undoLast()
  await settle()
  expect(states()).toEqual(['undone'])
  expect(requests.map(({ method }) => method)).toEqual(['POST', 'DELETE'])
})

test('after half a minute it is too late, and the reviewer is told', async () => {
  const { decisions, states } = decisionsWith({ [DECISION]: held(), [UNDO]: problem(409, 'undo-over') })
  decisions.add(APPROVED)
  await settle()
  const [item] = decisions.items.value
  expect((await decisions.undo(item?.key ?? ''))?.kind).toBe('problem')
  expect(states()).toEqual(['settled'])
})

test('without a network decisions wait, are sent again with the same key, and happen once', async () => {
  const { decisions, states, keys } = decisionsWith({
    [DECISION]: [undefined, undefined, held()],
    'POST /api/v1/submissions/s2/decision': held(),
  })
  decisions.add(APPROVED)
  await settle()
  decisions.add({ ...APPROVED, submission: 's2', photo: 'p2' })
  expect([states(), decisions.waiting.value]).toEqual([['waiting', 'waiting'], 2])
  await vi.advanceTimersByTimeAsync(2_000)
  expect(decisions.waiting.value).toBe(2)
  await vi.advanceTimersByTimeAsync(4_000)
  expect(states()).toEqual(['held', 'held'])
  expect(keys()[1]).toBe(keys()[0])
  expect(keys()[2]).toBe(keys()[0])
  expect(new Set(keys()).size).toBe(2)
})

test('a lost answer is no refusal: the own decision has arrived', async () => {
  const { decisions, states } = decisionsWith({ [DECISION]: [undefined, meanwhile('approved', '审核员')] })
  decisions.add(APPROVED)
  await settle()
  await vi.advanceTimersByTimeAsync(2_000)
  expect(states()).toEqual(['held'])
})

test('whoever was faster is named, and nothing counts as done', async () => {
  for (const answers of [[meanwhile('approved', '同事')], [undefined, meanwhile('rejected', '审核员')], [meanwhile('withdrawn')]]) {
    const { decisions, states } = decisionsWith({ [DECISION]: answers })
    const heard = vi.fn()
    decisions.listen(({ state, failure }) => { heard(state, failure?.kind) })
    decisions.add(APPROVED)
    await vi.advanceTimersByTimeAsync(2_000)
    expect(states()).toEqual(['refused'])
    expect(heard).toHaveBeenCalledWith('refused', 'problem')
    // Kept until it is read.
    sessionStorage.clear()
  }
})

test('a reload loses none, and nobody else sends them', async () => {
  const { decisions } = decisionsWith({})
  decisions.add(APPROVED)
  await settle()
  expect(decisionsWith({}, 'somebody else').decisions.items.value).toEqual([])
  const { decisions: later, states, keys } = decisionsWith({ [DECISION]: held() })
  expect(states()).toEqual(['waiting'])
  void later.flush()
  await settle()
  expect(states()).toEqual(['held'])
  expect(keys()).toEqual([decisions.items.value[0]?.key])
  expect(sessionStorage.length).toBe(0)
})

test('what was never sent is taken back at once', async () => {
  const { decisions, states, requests } = decisionsWith({ [DECISION]: undefined })
  decisions.add(APPROVED)
  await settle()
  decisions.add({ ...APPROVED, submission: 's2', photo: 'p2' })
  decisions.undoLast()
  expect(states()).toEqual(['undone', 'waiting'])
  expect(requests).toHaveLength(1)
})

test('an undo of which no answer came is looked up', async () => {
  const answers = { [DECISION]: held(), [UNDO]: [undefined, problem(409, 'undo-over')], [CLAIM]: { status: 200, body: {} } }
  const { decisions, states } = decisionsWith(answers)
  decisions.add(APPROVED)
  await settle()
  decisions.undoLast()
  await settle()
  expect(states()).toEqual(['held'])
  decisions.undoLast()
  await settle()
  expect(states()).toEqual(['undone'])
})

test('in another session nothing is sent, and where that is not known it waits', async () => {
  let owner: boolean | undefined
  const { decisions, states, requests } = decisionsWith({ [DECISION]: held() }, 'me', () => owner)
  decisions.add(APPROVED)
  await settle()
  expect(states()).toEqual(['waiting'])
  owner = false
  await vi.advanceTimersByTimeAsync(2_000)
  expect([states(), requests]).toEqual([['waiting'], []])
  owner = true
  await vi.advanceTimersByTimeAsync(4_000)
  expect(states()).toEqual(['held'])
})

test('once closed nothing is tried again, and what is unsent stays kept', async () => {
  const { decisions, requests } = decisionsWith({ [DECISION]: undefined })
  decisions.add(APPROVED)
  await settle()
  decisions.close()
  await decisions.flush()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(requests).toHaveLength(1)
  expect(decisionsWith({}).states()).toEqual(['waiting'])
  expect(vi.getTimerCount()).toBe(0)
})

test('what could not be taken back is told, and so is one that was to be taken back on its way', async () => {
  for (const isUnderWay of [false, true]) {
    const { decisions, states, requests } = decisionsWith({ [DECISION]: held(), [UNDO]: problem(409, 'undo-over') })
    const heard = vi.fn()
    decisions.listen(({ state, failure }) => { heard(state, failure?.kind) })
    decisions.add(APPROVED)
    if (!isUnderWay) await settle()
    decisions.undoLast()
    await settle()
    expect(states()).toEqual(['settled'])
    expect(heard).toHaveBeenLastCalledWith('settled', 'problem')
    expect(decisions.toRead.value).toHaveLength(1)
    expect(requests).toHaveLength(2)
    sessionStorage.clear()
  }
})

test('an undo that does not get through is tried once, and again when somebody asks', async () => {
  const { decisions, states, requests } = decisionsWith({ [DECISION]: held(), [UNDO]: [undefined, { status: 204 }] })
  decisions.add(APPROVED)
  decisions.undoLast()
  await settle()
  expect([states(), decisions.toRead.value.length, requests.length]).toEqual([['held'], 1, 2])
  decisions.undoLast()
  await settle()
  expect([states(), decisions.toRead.value.length]).toEqual([['undone'], 0])
})

test('a refusal is kept until it is read, also through a reload', async () => {
  const { decisions } = decisionsWith({ [DECISION]: meanwhile('withdrawn') })
  decisions.add(APPROVED)
  await settle()
  const later = decisionsWith({})
  expect(later.states()).toEqual(['refused'])
  const [item] = later.decisions.toRead.value
  later.decisions.read(item?.key ?? '')
  expect([later.states(), later.decisions.toRead.value, sessionStorage.length]).toEqual([['refused'], [], 0])
})
