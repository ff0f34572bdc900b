import { expect, test, vi } from 'vitest'

import type { Schemas } from '@caixiang/shared/api/types'
import { clientBy, clientOf, good, problem } from '@caixiang/shared/testing/client'
import type { Answered } from '@caixiang/shared/testing/client'
import type { LocalFile } from '../../../lib/transport'
import { inScope } from '../../../testing/scope'

import { phaseOf, useResult } from './useResult'
import type { Phase } from './useResult'

vi.mock('../../../lib/pictures', () => ({
  addressOf: (bytes: ArrayBuffer) => Promise.resolve(`blob:${String(bytes.byteLength)}`),
  forget: () => undefined,
}))

const network = vi.hoisted(() => ({ isBack: (): void => undefined }))
vi.mock('../../../lib/network', () => ({
  onNetworkReturn: (goOn: () => void) => {
    network.isBack = goOn
  },
}))

/** A photo that passed its check, unless something else is said. */
const photo = (said: object = {}) => ({
  id: 'p',
  degree: 'd',
  number: 1,
  state: 'assessed',
  is_usable: true,
  doubts: [],
  verdicts: [],
  ...said,
})

/** A submission to which the photo is offered, unless something else is said. */
const submission = (said: object = {}) => ({
  id: 's',
  degree: 'd',
  state: 'awaiting-confirmation',
  photo: 'p',
  attempts_left: 2,
  checks_left: 3,
  next_step: { step: 'look-and-submit' },
  ...said,
})

type Answers = Readonly<Record<string, Answered | readonly Answered[]>>

async function opened(answers: Answers, query: { degree?: string; photo?: string } = { degree: 'd', photo: 'p' }) {
  const { api, requests } = clientOf<LocalFile>({
    'GET /api/v1/degrees/d': good({ id: 'd', batch: { support_contact: '023-12345678' } }),
    'GET /api/v1/degrees/d/submission': good(submission(), '"7-0"'),
    'GET /api/v1/photos/p': good(photo(), '"3-0"'),
    'GET /api/v1/photos/p/links': good({ original: '/api/v1/files/o', portrait: '/api/v1/files/k' }),
    'GET /api/v1/files/o': { status: 200, body: new ArrayBuffer(9) },
    'GET /api/v1/files/k': { status: 200, body: new ArrayBuffer(4) },
    'POST /api/v1/photos/p/confirm': good(photo({ state: 'confirmed' })),
    'POST /api/v1/submissions/s/submit': good(submission({ state: 'awaiting-review' })),
    ...answers,
  })
  const result = inScope(() => useResult(api))
  await result.open(query)
  const asked = (line: string) => requests.filter(({ method, url }) => `${method} ${url}` === line)
  return { result, requests, asked }
}

function checkPhase(shown: object | undefined, now: object | undefined, expected: Phase) {
  const found = phaseOf(shown as Schemas['PhotoView'] | undefined, now as Schemas['SubmissionView'] | undefined)
  expect(found).toBe(expected)
}

test('what the page is about follows photo and submission', () => {
  checkPhase(undefined, submission(), 'checking')
  checkPhase(photo({ state: 'received' }), submission(), 'checking')
  checkPhase(photo(), undefined, 'check')
  checkPhase(photo(), submission(), 'check')
  checkPhase(photo(), submission({ state: 'awaiting-review' }), 'standing')
  checkPhase(photo(), submission({ state: 'approved' }), 'standing')
  checkPhase(photo(), submission({ state: 'approved', photo: 'other' }), 'check')
  checkPhase(photo(), submission({ state: 'expired', photo: undefined }), 'standing')
  checkPhase(photo(), submission({ state: 'rejected', rejection: { photo: 'p' } }), 'rejected')
  checkPhase(photo(), submission({ state: 'rejected', rejection: { photo: 'other' } }), 'check')
})

test('a photo is shown with both pictures, the portrait first', async () => {
  const { result, requests } = await opened({})
  expect([result.summary.value, result.phase.value]).toEqual(['good', 'check'])
  expect([result.portrait.value, result.original.value]).toEqual(['blob:4', 'blob:9'])
  const files = requests.filter(({ url }) => url.includes('/files/')).map(({ url }) => url.slice(-1))
  expect(files).toEqual(['k', 'o'])
})

test('a photo of which nothing is heard for long is asked for again, by hand or when the network is back', async () => {
  const received = good(photo({ state: 'received' }))
  const { result } = await opened({ 'GET /api/v1/photos/p': [...Array<typeof received>(30).fill(received), good(photo())] })
  expect([result.hasStopped.value, result.isWaiting.value, result.portrait.value]).toEqual([true, true, ''])
  network.isBack()
  await vi.waitFor(() => {
    expect(result.portrait.value).toBe('blob:4')
  })
  expect(result.hasStopped.value).toBe(false)
})

test('why the submission could not be had is not overwritten by what came after it', async () => {
  const { result, asked } = await opened({ 'GET /api/v1/degrees/d/submission': [problem(503, 'unavailable'), good(submission())] })
  expect(result.failure.value?.kind).toBe('problem')
  expect([result.canSubmit.value, result.canRetake.value]).toEqual([false, false])
  expect(asked('GET /api/v1/photos/p?wait_ms=10000')).toHaveLength(0)
  network.isBack()
  await vi.waitFor(() => {
    expect(result.canSubmit.value).toBe(true)
  })
})

test('what was ticked is ticked after a reload, for this photo alone', async () => {
  const kept = new Map<string, string>()
  vi.stubGlobal('sessionStorage', {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => kept.set(name, value),
    removeItem: (name: string) => kept.delete(name),
  })
  const doubtful = { 'GET /api/v1/photos/p': good(photo({ doubts: ['light-even', 'sharp'] })) }
  const { result } = await opened(doubtful)
  result.tick(['sharp'])
  expect((await opened(doubtful)).result.ticked.value).toEqual(['sharp'])
  const other = { 'GET /api/v1/photos/p': good(photo({ id: 'q', doubts: ['sharp'] })) }
  expect((await opened(other)).result.ticked.value).toEqual([])
  vi.unstubAllGlobals()
})

test.each([
  { attempts_left: 0, next_step: { step: 'ask-centre' } },
  { state: 'rejected', photo: undefined, rejection: { photo: 'other' }, next_step: { step: 'over' } },
])('nobody is sent to the camera who cannot submit: %o', async (some) => {
  const { result } = await opened({ 'GET /api/v1/degrees/d/submission': good(submission(some)) })
  expect([result.canSubmit.value, result.canRetake.value]).toEqual([false, false])
})

test('a photo that is being checked is asked for until it was', async () => {
  const received = good(photo({ state: 'received' }))
  const { result, asked } = await opened({ 'GET /api/v1/photos/p': [received, received, received, good(photo())] })
  expect(asked('GET /api/v1/photos/p?wait_ms=10000')).toHaveLength(4)
  expect(result.isLong.value).toBe(true)
  expect(result.isWaiting.value).toBe(false)
})

test('without a photo in the link it is the one that stands, else the last one', async () => {
  const { asked } = await opened({}, { degree: 'd' })
  expect(asked('GET /api/v1/photos/p?wait_ms=10000')).toHaveLength(1)
  const { result } = await opened(
    {
      // What is undefined is not in the answer.
      'GET /api/v1/degrees/d/submission': good(submission({ state: 'awaiting-photo', photo: undefined })),
      'GET /api/v1/degrees/d/photos': good({ items: [{ id: 'old', number: 1 }, { id: 'p', number: 2 }] }),
    },
    { degree: 'd' },
  )
  expect(result.photo.value?.id).toBe('p')
})

test('what has to be put right stops the photo', async () => {
  const { result } = await opened({ 'GET /api/v1/photos/p': good(photo({ is_usable: false })) })
  expect([result.summary.value, result.canSubmit.value, result.canRetake.value]).toEqual(['stop', false, true])
})

test('a file that is no photo says so', async () => {
  const { result } = await opened({ 'GET /api/v1/photos/p': good(photo({ state: 'unusable', reasons: [] })) })
  expect([result.summary.value, result.canSubmit.value]).toEqual(['unusable', false])
})

test('another photo that stands is named, and nothing is submitted here', async () => {
  const other = submission({ state: 'awaiting-review', photo: 'q' })
  const { result } = await opened({ 'GET /api/v1/degrees/d/submission': good(other) })
  expect([result.other.value, result.canSubmit.value, result.canRetake.value]).toEqual(['q', false, false])
})

test('without checks none can be taken, without attempts none submitted', async () => {
  const usedUp = submission({ checks_left: 0, attempts_left: 0 })
  const { result } = await opened({ 'GET /api/v1/degrees/d/submission': good(usedUp) })
  expect([result.canSubmit.value, result.canRetake.value]).toEqual([false, false])
})

test('every doubt has to be ticked before the last question', async () => {
  const doubtful = photo({ doubts: ['brows-visible', 'ears-visible'] })
  const { result } = await opened({ 'GET /api/v1/photos/p': good(doubtful, '"3-0"') })
  expect(result.summary.value).toBe('look')
  result.ask()
  expect([result.isReminded.value, result.isAsking.value]).toEqual([true, false])
  result.tick(['brows-visible'])
  expect(result.isReminded.value).toBe(false)
  result.tick(['brows-visible'])
  result.tick(['brows-visible'])
  result.tick(['ears-visible'])
  result.ask()
  expect([result.isReminded.value, result.isAsking.value]).toEqual([false, true])
})

test('submitting takes the photo, then hands it in, each by what was seen', async () => {
  const { result, asked } = await opened({})
  result.ask()
  expect(await result.submit()).toBe(true)
  const [confirm] = asked('POST /api/v1/photos/p/confirm')
  const [submit] = asked('POST /api/v1/submissions/s/submit')
  expect(confirm?.headers).toMatchObject({ 'If-Match': '"3-0"' })
  expect(submit?.headers).toMatchObject({ 'If-Match': '"7-0"' })
  expect(confirm?.headers['Idempotency-Key']).not.toBe(submit?.headers['Idempotency-Key'])
  expect(result.isAsking.value).toBe(false)
})

test('a photo that was taken before is only handed in', async () => {
  const { result, asked } = await opened({ 'GET /api/v1/photos/p': good(photo({ state: 'confirmed' })) })
  expect(await result.submit()).toBe(true)
  expect(asked('POST /api/v1/photos/p/confirm')).toHaveLength(0)
})

test('a refusal keeps the question open, with its reason', async () => {
  const { result, asked } = await opened({ 'POST /api/v1/photos/p/confirm': problem(412, 'stale') })
  result.ask()
  expect(await result.submit()).toBe(false)
  expect(result.isAsking.value).toBe(true)
  expect(result.refusal.value?.kind).toBe('problem')
  expect(asked('POST /api/v1/submissions/s/submit')).toHaveLength(0)
})

test('a photo that another phone has replaced is not handed in', async () => {
  const answers = [good(submission()), good(submission()), good(submission({ photo: 'q' }))]
  const { result, asked } = await opened({ 'GET /api/v1/degrees/d/submission': answers })
  expect(await result.submit()).toBe(false)
  expect(asked('POST /api/v1/submissions/s/submit')).toHaveLength(0)
  expect(result.other.value).toBe('q')
})

test('what was asked before the photo was handed in does not undo what the page shows', async () => {
  let answerLate: ((answer: Answered) => void) | undefined
  let asked = 0
  const { api } = clientBy<LocalFile>(({ method, url }) => {
    if (url === '/api/v1/degrees/d/submission') {
      asked += 1
      if (asked !== 2) return good(submission(), '"7-0"')
      // The last question of opening the page, still on its way when the student is done.
      return new Promise<Answered>((resolve) => {
        answerLate = resolve
      })
    }
    if (method === 'POST') return good(submission({ state: 'awaiting-review', photo: 'p' }))
    if (url.startsWith('/api/v1/photos/p?')) return good(photo({ state: 'confirmed' }), '"3-0"')
    return url === '/api/v1/degrees/d' ? good({ id: 'd', batch: { support_contact: '' } }) : undefined
  })
  const result = inScope(() => useResult(api))
  const opening = result.open({ degree: 'd', photo: 'p' })
  await vi.waitFor(() => {
    expect(asked).toBe(2)
  })
  expect(await result.submit()).toBe(true)
  answerLate?.(good(submission(), '"7-0"'))
  await opening
  expect(result.phase.value).toBe('standing')
})

test('a shot that was rejected before is told so, and is not called usable', async () => {
  const { result } = await opened({
    'GET /api/v1/degrees/d/submission': good(
      submission({ state: 'rejected', photo: undefined, rejection: { photo: 'earlier' }, next_step: { step: 'replace-photo' } }),
    ),
  })
  expect([result.phase.value, result.summary.value, result.canSubmit.value]).toEqual(['check', 'turned-down', false])
})

test('a photo that was taken back with a doubt is not said to be without one', async () => {
  const look = { rule: 'brows-visible', outcome: 'warn', advice: { zh: '一', en: 'one' } }
  const { result } = await opened({
    'GET /api/v1/photos/p': good(photo({ state: 'confirmed', verdicts: [look] })),
    'GET /api/v1/degrees/d/submission': good(submission({ state: 'withdrawn' })),
  })
  expect(result.summary.value).toBe('look')
})
