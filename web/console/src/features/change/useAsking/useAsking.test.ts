import { expect, test } from 'vitest'

import { clientOf, good, problem } from '@caixiang/shared/testing/client'

import { useAsking } from './useAsking'

const SUBMISSION = { id: 'submission', degree: 'degree', state: 'approved' }
const SHEET = { submission: 'submission', degree: 'degree', photo: 'approved' }
const PHOTOS = good({
  items: [
    { id: 'new', state: 'assessed', is_usable: true },
    { id: 'bad', state: 'assessed', is_usable: false },
    { id: 'approved', state: 'confirmed' },
    { id: 'old', state: 'confirmed' },
  ],
})

function opened(answers: Parameters<typeof clientOf>[0]) {
  const { api, requests } = clientOf<Blob>(answers)
  return { ...useAsking(api, { isOver: () => false }), requests }
}

const FOUND = {
  'GET /api/v1/degrees/degree/submission': good(SUBMISSION),
  'GET /api/v1/submissions/submission/review': good(SHEET),
  'GET /api/v1/degrees/degree/photos': PHOTOS,
}

test('by its degree it is found, with the usable photos but the approved one', async () => {
  const { open, found, photos } = opened(FOUND)
  await open('degree')
  expect(found.value?.sheet?.photo).toBe('approved')
  expect(photos.value.map(({ id }) => id)).toEqual(['new', 'old'])
})

test('by its own number, too', async () => {
  const { open, found, failure } = opened({ ...FOUND, 'GET /api/v1/degrees/submission/submission': problem(404, 'not-found') })
  await open('submission')
  expect(failure.value).toBeUndefined()
  expect(found.value?.submission.degree).toBe('degree')
})

test('a number that nothing has says so', async () => {
  const { open, found, failure } = opened({
    'GET /api/v1/degrees/nothing/submission': problem(404, 'not-found'),
    'GET /api/v1/submissions/nothing/review': problem(404, 'not-found'),
  })
  await open('nothing')
  expect(found.value).toBeUndefined()
  expect(failure.value?.kind).toBe('problem')
})

test('what is asked for is sent under one key', async () => {
  const { open, ask, requests } = opened({ ...FOUND, 'POST /api/v1/submissions/submission/change-requests': good({ id: 'request' }) })
  await open('degree')
  await ask({ change: 'void', reason: 'wrong-person' }, 'key')
  const sent = requests.find(({ method }) => method === 'POST')
  expect(sent?.headers['Idempotency-Key']).toBe('key')
  expect(sent?.body).toEqual({ kind: 'text', text: '{"change":"void","reason":"wrong-person"}' })
})
