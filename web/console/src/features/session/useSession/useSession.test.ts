import { expect, test } from 'vitest'

import { clientWith, problem } from '@caixiang/shared/testing/client'
import type { Answered } from '@caixiang/shared/testing/client'
import { OPERATOR } from '../../../testing'

import { createSession } from './useSession'

const SIGNED_IN: Answered = {
  status: 200,
  body: { staff: OPERATOR, expires_at: '2026-11-26T00:43:39+08:00' },
}

function sessionWith(...answers: readonly Answered[]) {
  const { api, requests } = clientWith(...answers)
  return { session: createSession(api), requests }
}

test('who is signed in is asked once', async () => {
  const { session, requests } = sessionWith({ status: 200, body: OPERATOR })
  await session.find()
  expect(await session.find()).toEqual(OPERATOR)
  expect(requests).toHaveLength(1)
})

test('nobody, and a student of the same browser, are nobody here', async () => {
  for (const refused of [problem(401, 'not-signed-in'), problem(403, 'not-allowed')]) {
    const { session } = sessionWith(refused)
    expect(await session.find()).toBeUndefined()
    expect(session.failure.value).toBeUndefined()
  }
})

test('a service that does not answer is asked again', async () => {
  const { session } = sessionWith(undefined, { status: 200, body: OPERATOR })
  expect(await session.find()).toBeUndefined()
  expect(session.failure.value).toEqual({ kind: 'no-answer' })
  expect(await session.find()).toEqual(OPERATOR)
  expect(session.failure.value).toBeUndefined()
})

test('a refusal at the door is a value', async () => {
  const { session, requests } = sessionWith(problem(401, 'wrong-credentials'), SIGNED_IN)
  const error = await session.signIn('operator', 'wrong')
  expect(error?.kind === 'problem' && error.problem.code).toBe('wrong-credentials')
  expect(session.staff.value).toBeUndefined()
  expect(await session.signIn('operator', 'right')).toBeUndefined()
  expect(session.staff.value).toEqual(OPERATOR)
  expect(requests[1]?.body).toEqual({ kind: 'text', text: '{"login":"operator","password":"right"}' })
})

test('whom another tab has signed in is taken over, and no answer changes nothing', async () => {
  const other = { ...OPERATOR, id: 'other' }
  for (const [answer, is, staff] of [
    [{ status: 200, body: OPERATOR }, true, OPERATOR],
    [{ status: 200, body: other }, false, other],
    [undefined, undefined, OPERATOR],
    [problem(401, 'not-signed-in'), false, undefined],
    [problem(403, 'not-allowed'), false, undefined],
  ] as const) {
    const { session } = sessionWith(SIGNED_IN, answer)
    await session.signIn('operator', 'right')
    expect(await session.isStillHere()).toBe(is)
    expect(session.staff.value).toEqual(staff)
    expect(session.failure.value).toBeUndefined()
  }
})

test('leaving is no running out', async () => {
  const { session, requests } = sessionWith(SIGNED_IN, { status: 204 })
  await session.signIn('operator', 'right')
  expect(await session.signOut()).toBeUndefined()
  expect(requests[1]).toMatchObject({ method: 'DELETE', url: '/api/v1/session' })
  expect(session.staff.value).toBeUndefined()
  expect(session.hasRunOut.value).toBe(false)
})

test('who cannot leave is told, and stays', async () => {
  const { session } = sessionWith(SIGNED_IN, undefined)
  await session.signIn('operator', 'right')
  expect(await session.signOut()).toEqual({ kind: 'no-answer' })
  expect(session.staff.value).toEqual(OPERATOR)
})

test('a session runs out while somebody works', async () => {
  const { session } = sessionWith(SIGNED_IN)
  await session.signIn('operator', 'right')
  expect(session.isOver({ kind: 'no-answer' })).toBe(false)
  const { session: other } = sessionWith(problem(401, 'not-signed-in'))
  await other.find()
  expect(other.hasRunOut.value).toBe(false)
  const refused = problem(401, 'not-signed-in').body
  const over = { kind: 'problem', problem: refused } as Parameters<typeof session.isOver>[0]
  expect(session.isOver(over)).toBe(true)
  expect(session.staff.value).toBeUndefined()
  expect(session.hasRunOut.value).toBe(true)
})

test('a new password ends the session, and is no running out', async () => {
  const { session, requests } = sessionWith(SIGNED_IN, problem(422, 'wrong-credentials'), { status: 204 })
  await session.signIn('operator', 'right')
  expect(await session.changePassword('wrong', 'correct-horse')).toBeDefined()
  expect(session.staff.value).toEqual(OPERATOR)
  expect(await session.changePassword('right', 'correct-horse')).toBeUndefined()
  expect(requests[2]?.body).toEqual({ kind: 'text', text: '{"current":"right","new":"correct-horse"}' })
  expect(session.staff.value).toBeUndefined()
  expect(session.hasNewPassword.value).toBe(true)
  expect(session.hasRunOut.value).toBe(false)
})
