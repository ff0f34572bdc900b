import { beforeEach, expect, test } from 'vitest'

import type { Schemas } from '@caixiang/shared/api/types'
import { clientOf, good, problem } from '@caixiang/shared/testing/client'
import type { Answered } from '@caixiang/shared/testing/client'
import type { LocalFile } from '../../../lib/transport'
import { inScope } from '../../../testing/scope'
import { forgetVisit, lastFour, picture } from '../visit'

import { useProposal } from './useProposal'

const BATCH = { id: 'b', mode: 'group' } as Schemas['BatchView']
const PROPOSED = { id: 'd', state: 'proposed' }
const ADD = 'POST /api/v1/degrees'

beforeEach(() => {
  forgetVisit()
  lastFour.value = '002X'
})

function proposalWith(answers: Readonly<Record<string, Answered | readonly Answered[]>>) {
  const { api, requests } = clientOf<LocalFile>(answers)
  const keys = () => requests.map(({ headers }) => headers['Idempotency-Key'])
  return { proposal: inScope(() => useProposal(api)), requests, keys }
}

test('a picture is handed in with what was typed', async () => {
  picture.value = { path: 'blob:card' }
  const { proposal, requests } = proposalWith({ [ADD]: good(PROPOSED) })
  expect(await proposal.handIn({ batch: BATCH, featureCode: 'ABCD' })).toBe(true)
  expect(proposal.degree.value).toEqual(PROPOSED)
  expect(requests[0]?.body).toEqual({
    kind: 'form',
    fields: { batch: 'b', last_four: '002X', feature_code: 'ABCD' },
    files: { picture: { path: 'blob:card' } },
  })
})

test('a text goes in place of a picture', async () => {
  picture.value = { path: 'blob:card' }
  const { proposal, requests } = proposalWith({ [ADD]: good(PROPOSED) })
  await proposal.handIn({ batch: BATCH, featureCode: 'ABCD', payload: 'CODE' })
  expect(requests[0]?.body).toMatchObject({ kind: 'text' })
})

test('without the last four, or without a code, nothing is sent', async () => {
  const { proposal, requests } = proposalWith({ [ADD]: good(PROPOSED) })
  expect(await proposal.handIn({ batch: BATCH, featureCode: '' })).toBe(false)
  lastFour.value = '0'
  expect(await proposal.handIn({ batch: BATCH, featureCode: '', payload: 'CODE' })).toBe(false)
  expect(requests).toHaveLength(0)
})

test('the same content keeps its key after a lost connection, another one gets its own', async () => {
  const { proposal, keys } = proposalWith({ [ADD]: undefined })
  const handedIn = { batch: BATCH, featureCode: 'ABCD', payload: 'CODE' }
  await proposal.handIn(handedIn)
  await proposal.handIn(handedIn)
  await proposal.handIn({ ...handedIn, payload: 'OTHER' })
  const [first, again, other] = keys()
  expect(again).toBe(first)
  expect(other).not.toBe(first)
})

test('a picture that does not say enough asks for the rest', async () => {
  const { proposal } = proposalWith({ [ADD]: problem(422, 'details-needed') })
  expect(await proposal.handIn({ batch: BATCH, featureCode: '', payload: 'CODE' })).toBe(false)
  expect(proposal.needsDetails.value).toBe(true)
})

test('"that is me" binds the degree', async () => {
  const { proposal } = proposalWith({
    'GET /api/v1/degrees/d': good(PROPOSED),
    'POST /api/v1/degrees/d/confirm': good({ id: 'd', state: 'bound' }),
  })
  expect(await proposal.confirm('no-portrait')).toBe(false)
  await proposal.load('d')
  expect(await proposal.confirm('no-portrait')).toBe(true)
  expect(proposal.degree.value?.state).toBe('bound')
})

test.each(['wrong-state', 'not-found'])('"not me" after %s: it is answered already', async (code) => {
  const { proposal } = proposalWith({
    'GET /api/v1/degrees/d': good(PROPOSED),
    'POST /api/v1/degrees/d/decline': problem(409, code),
  })
  await proposal.load('d')
  expect(await proposal.decline()).toBe(true)
  expect(proposal.degree.value).toBeUndefined()
})

test('"not me" without a network is said again', async () => {
  const { proposal } = proposalWith({ 'GET /api/v1/degrees/d': good(PROPOSED) })
  await proposal.load('d')
  expect(await proposal.decline()).toBe(false)
  expect(proposal.degree.value?.id).toBe('d')
})
