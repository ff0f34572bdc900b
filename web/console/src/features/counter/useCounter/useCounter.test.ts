import { expect, test } from 'vitest'

import type { Schemas } from '@caixiang/shared/api/types'
import { clientOf, good, problem } from '@caixiang/shared/testing/client'

import { obstacleOf, useCounter } from './useCounter'

function studentOf(said: object = {}, step = 'take-photo', state = 'given') {
  return {
    degree: 'd',
    is_on_site: true,
    batch_name: '散拍',
    level: '本科',
    school_code: '10574',
    submission: { id: 's', degree: 'd', state: 'awaiting-photo', next_step: { step } },
    consents: [
      { purpose: 'collect-review-hand-over', text: { version: 3 }, state: 'given' },
      { purpose: 'hand-over', text: { version: 3 }, state },
    ],
    ...said,
  }
}

const PHOTO = { id: 'p', degree: 'd', state: 'assessed', is_usable: true, doubts: ['ears-visible'], verdicts: [] }

const ANSWERS = {
  'GET /api/v1/degrees/d/counter': good(studentOf(), '"7-0"'),
  'POST /api/v1/degrees/d/captures': good({ id: 'c', token: 't', max_part_bytes: 1000 }),
  'PUT /api/v1/captures/c/parts/0': good({ numbers: [0], length_bytes: 5 }),
  'POST /api/v1/captures/c/complete': good({ id: 'p' }),
  'GET /api/v1/photos/p': good(PHOTO, '"3-0"'),
  'POST /api/v1/photos/p/confirm': good({ ...PHOTO, state: 'confirmed' }),
  'POST /api/v1/submissions/s/submit': good({ id: 's', state: 'awaiting-review' }),
}

function counter(answers: Parameters<typeof clientOf>[0] = {}) {
  const { api, requests } = clientOf<Blob>({ ...ANSWERS, ...answers })
  const asked = (line: string) => requests.filter(({ method, url }) => `${method} ${url.replace(/\?.*/, '')}` === line)
  return { ...useCounter(api, { isOver: () => false }), asked }
}

test('what stands against a photo', () => {
  const check = (student: object, expected: string | undefined) => {
    expect(obstacleOf(student as Schemas['CounterView'])).toBe(expected)
  }
  check(studentOf(), undefined)
  check(studentOf({}, 'replace-photo'), undefined)
  check(studentOf({ is_on_site: false }), 'not-on-site')
  check(studentOf({}, 'await-review'), 'in-review')
  check(studentOf({}, 'take-photo', 'outdated'), 'consent')
  check(studentOf({}, 'over', 'asked'), 'over')
})

test('a photo is handed in as taken on site, and submitted with what was looked at', async () => {
  const { open, take, submit, asked, handedIn } = counter()
  await open('d')
  await take(new Blob(['photo']))
  expect(handedIn.value.state).toBe('checked')
  expect(asked('POST /api/v1/captures/c/complete')[0]?.body).toEqual({ kind: 'text', text: '{"source":"onsite","parts":1}' })
  const { data } = await submit(['ears-visible'], 'key')
  expect(data?.state).toBe('awaiting-review')
  expect(asked('POST /api/v1/photos/p/confirm')[0]?.headers).toMatchObject({ 'If-Match': '"3-0"' })
  expect(asked('POST /api/v1/photos/p/confirm')[0]?.body).toEqual({ kind: 'text', text: '{"accepted":["ears-visible"]}' })
  expect(asked('POST /api/v1/submissions/s/submit')[0]?.headers).toMatchObject({ 'If-Match': '"7-0"', 'Idempotency-Key': 'key' })
})

test('after a refusal the photo is not confirmed a second time', async () => {
  const { open, take, submit, asked } = counter({
    'POST /api/v1/submissions/s/submit': [problem(409, 'payment-needed'), good({ id: 's', state: 'awaiting-review' })],
  })
  await open('d')
  await take(new Blob(['photo']))
  expect((await submit([], 'key')).error?.kind).toBe('problem')
  expect((await submit([], 'key')).data?.state).toBe('awaiting-review')
  expect(asked('POST /api/v1/photos/p/confirm')).toHaveLength(1)
})

test('the consents that are missing are written down in their present words', async () => {
  const { open, obstacle, recordConsents, student, asked } = counter({
    'GET /api/v1/degrees/d/counter': [good(studentOf({}, 'take-photo', 'asked')), good(studentOf())],
    'PUT /api/v1/degrees/d/consents/hand-over': good({ state: 'given' }),
  })
  await open('d')
  expect(obstacle.value).toBe('consent')
  await recordConsents(student.value?.consents.slice(1) ?? [])
  expect(asked('PUT /api/v1/degrees/d/consents/hand-over')[0]?.body).toEqual({ kind: 'text', text: '{"text_version":3}' })
  expect(obstacle.value).toBeUndefined()
})

test('the next student begins without the photo of the one before', async () => {
  const { open, take, handedIn, student } = counter({ 'GET /api/v1/degrees/e/counter': good(studentOf({ degree: 'e' })) })
  await open('d')
  await take(new Blob(['photo']))
  await open('e')
  expect(student.value?.degree).toBe('e')
  expect(handedIn.value.state).toBe('none')
})
