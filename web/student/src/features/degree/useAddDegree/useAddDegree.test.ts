import { beforeEach, expect, test, vi } from 'vitest'

import { clientOf, good, problem } from '@caixiang/shared/testing/client'
import type { Answered } from '@caixiang/shared/testing/client'
import { agreeing, signingIn } from '../../../lib/session'
import type { LocalFile } from '../../../lib/transport'
import { storage } from '../../../testing/phone'
import { inScope } from '../../../testing/scope'
import { forgetVisit, lastFour, picture } from '../visit'

import { useAddDegree } from './useAddDegree'

const OPEN = { id: 'b', mode: 'group', acceptance: 'open' }
const ADD = 'POST /api/v1/degrees'

beforeEach(() => {
  forgetVisit()
})

function adding(answers: Readonly<Record<string, Answered | readonly Answered[]>> = {}) {
  const { api, requests } = clientOf<LocalFile>({
    'GET /api/v1/batches/by-code/ABCD': good(OPEN),
    [ADD]: good({ id: 'd', state: 'proposed' }),
    'POST /api/v1/degrees/d/confirm': good({ id: 'd', state: 'bound' }),
    'POST /api/v1/degrees/d/decline': { status: 204 },
    ...answers,
  })
  const moves = { toTop: vi.fn(), toRegions: vi.fn(), toHome: vi.fn(), toPhoto: vi.fn() }
  return { adding: inScope(() => useAddDegree(api, moves)), moves, requests }
}

/** On the step of the code, with batch and last four. */
async function atCode(answers: Readonly<Record<string, Answered | readonly Answered[]>> = {}) {
  const made = adding(answers)
  await made.adding.open({})
  made.adding.finding.type('ABCD')
  await made.adding.finding.byCode(true)
  lastFour.value = '002X'
  await made.adding.toCode()
  return made
}

test('step by step, to a degree that is bound', async () => {
  const { adding: page, moves } = await atCode()
  expect([page.place.value, page.at.value]).toEqual(['code', 2])
  picture.value = { path: 'blob:card' }
  await page.handIn()
  expect(page.place.value).toBe('is-it-you')
  await page.answer('no-portrait')
  expect([page.place.value, page.canGoBack.value]).toEqual(['done', false])
  expect(lastFour.value).toBe('')
  expect(storage.has('add-degree')).toBe(false)
  expect(moves.toTop).toHaveBeenCalled()
  expect(moves.toPhoto).toHaveBeenCalledWith('d')
})

test('back goes one step, not out of everything', async () => {
  const { adding: page } = await atCode()
  page.go('by-hand')
  const places = []
  while (page.canGoBack.value) {
    page.back()
    places.push(page.place.value)
  }
  expect(places).toEqual(['code', 'last-four', 'batch'])
})

test('an earlier visit goes on where it stopped, as far as what is known reaches', async () => {
  const { adding: first } = await atCode()
  expect(first.place.value).toBe('code')
  await Promise.resolve()
  // The last four are in memory only: a reload has lost them.
  const kept = storage.get('add-degree')
  lastFour.value = ''
  storage.set('add-degree', kept)
  const { adding: later } = adding()
  await later.open({})
  expect([later.place.value, later.isResumed.value]).toEqual(['last-four', true])
  expect(later.finding.batch.value?.id).toBe('b')
  later.startOver()
  expect([later.place.value, later.isResumed.value, later.finding.featureCode.value]).toEqual(['batch', false, ''])
})

test('a link of another batch begins anew', async () => {
  storage.set('add-degree', { step: 'code', featureCode: 'ABCD', slug: '', savedAtMs: Date.now() })
  const { adding: page } = adding({ 'GET /api/v1/links/other': good({ kind: 'batch', batch: OPEN }) })
  await page.open({ link: 'other' })
  expect([page.place.value, page.isResumed.value]).toEqual(['batch', false])
})

test.each([
  ['proposed', 'is-it-you'],
  ['bound', 'done'],
  ['released', 'batch'],
])('a degree that is %s opens at %s', async (state, place) => {
  const { adding: page } = adding({ 'GET /api/v1/degrees/d': good({ id: 'd', state }) })
  await page.open({ degree: 'd' })
  expect(page.place.value).toBe(place)
})

test('a picture that says too little asks for the rest, and keeps it', async () => {
  const { adding: page } = await atCode({ [ADD]: problem(422, 'details-needed') })
  picture.value = { path: 'blob:card' }
  await page.handIn()
  expect([page.place.value, page.onlyDetails.value]).toEqual(['by-hand', true])
})

test('details that are refused are asked for again, not the text of the code', async () => {
  const { adding: page } = await atCode({ [ADD]: [problem(422, 'details-needed'), problem(409, 'other-school')] })
  picture.value = { path: 'blob:card' }
  await page.handIn()
  await page.handIn(undefined, { schoolCode: '10576', studentNumber: '1', level: '本科' } as never)
  expect([page.place.value, page.onlyDetails.value, page.refusal.value?.kind]).toEqual(['by-hand', true, 'problem'])
})

test('of several codes in a picture the student chooses one, which counts for that picture', async () => {
  const { adding: page, requests } = await atCode({
    [ADD]: [problem(422, 'several-codes'), problem(422, 'details-needed'), problem(422, 'several-codes')],
  })
  const choiceOf = (at: number) => (requests.filter(({ method }) => method === 'POST')[at]?.body as { fields?: Record<string, string> }).fields?.['choice']
  picture.value = { path: 'blob:two' }
  await page.handIn()
  expect([page.place.value, page.refusal.value?.kind, choiceOf(0)]).toEqual(['code', 'problem', undefined])
  await page.choose(1)
  expect([page.place.value, choiceOf(1)]).toEqual(['by-hand', '1'])
  picture.value = { path: 'blob:other' }
  await page.handIn()
  expect(choiceOf(2)).toBeUndefined()
})

test('who has not agreed agrees before the picture is sent', async () => {
  const consents = (state: string) => good({ items: [{ purpose: 'collect-review-hand-over', optional: false, state }] })
  const { adding: page, requests } = await atCode({ 'GET /api/v1/consents': consents('missing') })
  const take = vi.spyOn(agreeing, 'take').mockResolvedValue(false)
  picture.value = { path: 'blob:card' }
  await page.handIn()
  expect([take.mock.calls.length, requests.some(({ method }) => method === 'POST')]).toEqual([1, false])
  take.mockRestore()
})

test('starting over keeps what the poster says', async () => {
  const { adding: page } = adding({ 'GET /api/v1/links/spring-2026': good({ kind: 'batch', batch: OPEN }) })
  await page.open({ link: 'spring-2026', code: 'ABCD' })
  page.go('last-four')
  page.startOver()
  await vi.waitFor(() => {
    expect([page.place.value, page.finding.featureCode.value, page.finding.isReady.value]).toEqual(['batch', 'ABCD', true])
  })
})

test('a refusal stands until it is answered', async () => {
  const { adding: page } = await atCode({ [ADD]: problem(422, 'no-code') })
  picture.value = { path: 'blob:card' }
  await page.handIn()
  expect(page.refusal.value?.kind).toBe('problem')
  await page.follow('last-four')
  expect([page.place.value, page.refusal.value]).toEqual(['last-four', undefined])
  expect(picture.value).toEqual({ path: 'blob:card' })
})

test.each(['other-picture', 'where-is-code', 'key-in'] as const)('%s drops the picture', async (way) => {
  const { adding: page } = await atCode()
  picture.value = { path: 'blob:card' }
  await page.follow(way)
  expect(picture.value).toBeUndefined()
  expect(page.place.value).toBe(way === 'key-in' ? 'by-hand' : 'code')
})

test('trying again hands the same in', async () => {
  const { adding: page, requests } = await atCode({ [ADD]: [undefined, good({ id: 'd', state: 'proposed' })] })
  picture.value = { path: 'blob:card' }
  await page.handIn()
  await page.follow('try-again')
  expect(page.place.value).toBe('is-it-you')
  expect(requests.filter(({ method }) => method === 'POST')).toHaveLength(2)
})

test('signing in leads on, turning back does not', async () => {
  const { adding: page, requests } = await atCode()
  picture.value = { path: 'blob:card' }
  const take = vi.spyOn(signingIn, 'take').mockResolvedValueOnce(false).mockResolvedValueOnce(true)
  await page.follow('sign-in')
  expect(requests.some(({ method }) => method === 'POST')).toBe(false)
  await page.follow('sign-in')
  expect(page.place.value).toBe('is-it-you')
  take.mockRestore()
})

test('"not me" leads back to the code, with a word about it', async () => {
  const { adding: page } = await atCode()
  picture.value = { path: 'blob:card' }
  await page.handIn()
  await page.decline()
  expect([page.place.value, page.isDeclined.value, picture.value]).toEqual(['code', true, undefined])
})

test('a degree that has its portrait is not asked about again', async () => {
  const { adding: page, moves, requests } = await atCode({
    'POST /api/v1/degrees/d/confirm': problem(409, 'already-at-registry'),
  })
  picture.value = { path: 'blob:card' }
  await page.handIn()
  await page.answer('has-portrait')
  await page.follow('home')
  expect(requests.some(({ url }) => url.endsWith('/decline'))).toBe(true)
  expect(moves.toHome).toHaveBeenCalledOnce()
})

test('going on alone leads to the regions', async () => {
  const { adding: page, moves } = await atCode()
  await page.follow('individual')
  expect(moves.toRegions).toHaveBeenCalledOnce()
})
