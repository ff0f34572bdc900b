import { flushPromises } from '@vue/test-utils'
import { afterEach, expect, test } from 'vitest'

import { clientOf, good } from '@caixiang/shared/testing/client'
import type { Answered } from '@caixiang/shared/testing/client'
import { REVIEWER } from '../../../testing'
import { createSession } from '../../session/useSession/useSession'
import type { Decided } from '../decision'

import { ownDecisions } from './ownDecisions'

const ME = 'GET /api/v1/staff/me'
const DECISION = 'POST /api/v1/submissions/s1/decision'
const FIRST = { ...REVIEWER, id: 'first', name: '先来的' }
const SECOND = { ...REVIEWER, id: 'second', name: '后来的' }

const APPROVED: Decided = { submission: 's1', photo: 'p1', round: 'centre', decision: 'approve', reasons: [], note: '', who: '张*' }

const HELD = { status: 201, body: { review: 'r', settles_at: '2126-12-01T08:00:00+08:00' } }

let leave: () => Promise<unknown> = () => Promise.resolve()
afterEach(async () => {
  await leave()
  sessionStorage.clear()
})

/** The first one has decided, and no answer came. */
async function decided(me: readonly Answered[], decision: Answered | readonly Answered[]) {
  const { api, requests } = clientOf<Blob>({
    [ME]: me,
    [DECISION]: decision,
    'POST /api/v1/staff/sign-in': good({ staff: SECOND, expires_at: '2126-12-01T08:00:00+08:00' }),
    'DELETE /api/v1/session': { status: 204 },
  })
  const session = createSession(api)
  leave = session.signOut
  await session.find()
  const decisions = ownDecisions(session, api)
  decisions.add(APPROVED)
  await flushPromises()
  return { api, session, decisions, sent: () => requests.filter(({ url }) => url.endsWith('/decision')).length }
}

function closesFreely(): boolean {
  return window.dispatchEvent(new Event('beforeunload', { cancelable: true }))
}

test('what one left unsent is never sent in the session of the next', async () => {
  const { api, session, decisions, sent } = await decided([good(FIRST), good(FIRST), good(SECOND)], [undefined, HELD])
  expect([sent(), closesFreely()]).toEqual([1, false])
  await session.signOut()
  await session.signIn('second', 'right')
  expect(ownDecisions(session, api).items.value).toEqual([])
  window.dispatchEvent(new Event('online'))
  await decisions.flush()
  await flushPromises()
  expect([sent(), closesFreely()]).toEqual([1, true])
})

test('another tab has signed in somebody else: nothing is sent, and the page knows', async () => {
  const { session, sent } = await decided([good(FIRST), good(SECOND)], HELD)
  expect(sent()).toBe(0)
  expect(session.staff.value?.name).toBe('后来的')
})

test('whoever comes back goes on', async () => {
  const { api, session, sent } = await decided([good(FIRST), good(FIRST), good(SECOND), good(FIRST)], [undefined, HELD])
  await session.isStillHere()
  expect(session.staff.value?.id).toBe('second')
  await session.isStillHere()
  const later = ownDecisions(session, api)
  await flushPromises()
  expect(later.items.value.map(({ state }) => state)).toEqual(['held'])
  expect(sent()).toBe(2)
})
