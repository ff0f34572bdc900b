import { expect, test } from 'vitest'

import { clientOf, good, problem } from '@caixiang/shared/testing/client'

import { useFile } from './useFile'

const VIEW = { id: 'submission', degree: 'degree', state: 'awaiting-photo', attempts: 1, attempts_left: 0 }
const PAST = good({ items: [{ event: 'submitted', at: '2026-11-25T12:00:00+08:00', by: 'student' }] })

function opened(answers: Parameters<typeof clientOf>[0]) {
  const { api, requests } = clientOf<Blob>(answers)
  return { ...useFile(api, { isOver: () => false }), requests }
}

test('a submission is found by the number of its degree', async () => {
  const { open, submission, history } = opened({
    'GET /api/v1/degrees/degree/submission': good(VIEW),
    'GET /api/v1/submissions/submission/history': PAST,
  })
  await open('degree')
  expect(submission.value?.id).toBe('submission')
  expect(history.value).toHaveLength(1)
})

test('by its own number what happened is found, and it can be given more', async () => {
  const { open, give, submission, history, id, requests } = opened({
    'GET /api/v1/degrees/submission/submission': problem(404, 'not-found'),
    'GET /api/v1/submissions/submission/history': PAST,
    'POST /api/v1/submissions/submission/allowance': good({ ...VIEW, attempts_left: 1 }),
  })
  await open('submission')
  expect(submission.value).toBeUndefined()
  expect(history.value).toHaveLength(1)
  expect(id.value).toBe('submission')
  await give({ attempts: 1, reason: 'service-fault' }, 'key')
  expect(submission.value?.attempts_left).toBe(1)
  expect(requests.find(({ method }) => method === 'POST')?.headers['Idempotency-Key']).toBe('key')
})

test('a number that nothing has says so', async () => {
  const { open, failure, id } = opened({
    'GET /api/v1/degrees/nobody/submission': problem(404, 'not-found'),
    'GET /api/v1/submissions/nobody/history': problem(404, 'not-found'),
  })
  await open('nobody')
  expect(failure.value?.kind).toBe('problem')
  expect(id.value).toBeUndefined()
})

test('without a network nobody is told that there is no such submission', async () => {
  const { open, failure } = opened({})
  await open('degree')
  expect(failure.value).toEqual({ kind: 'no-answer' })
})

test('its degree is let go once, and what became of it is read anew', async () => {
  const { open, release, submission, history, isReleased, requests } = opened({
    'GET /api/v1/degrees/degree/submission': [good(VIEW), good({ ...VIEW, state: 'expired' })],
    'GET /api/v1/submissions/submission/history': [PAST, good({ items: [{ event: 'ended', at: '2026-11-26T12:00:00+08:00', by: 'staff' }] })],
    'POST /api/v1/degrees/degree/release': good({ id: 'degree', state: 'released', reason: 'wrong-degree', released_at: '2026-11-26T12:00:00+08:00' }),
  })
  await open('degree')
  expect(isReleased.value).toBe(false)
  if (submission.value === undefined) throw new Error('the submission was not found')
  await release(submission.value, 'wrong-degree', 'key')
  const sent = requests.find(({ method }) => method === 'POST')
  expect(sent?.headers['Idempotency-Key']).toBe('key')
  expect(sent?.body).toEqual({ kind: 'text', text: JSON.stringify({ reason: 'wrong-degree' }) })
  expect(isReleased.value).toBe(true)
  expect(submission.value.state).toBe('expired')
  expect(history.value?.[0]?.event).toBe('ended')
  await open('degree')
  expect(isReleased.value).toBe(false)
})

test('a refused release changes nothing that is shown', async () => {
  const { open, release, submission, isReleased } = opened({
    'GET /api/v1/degrees/degree/submission': good(VIEW),
    'GET /api/v1/submissions/submission/history': PAST,
    'POST /api/v1/degrees/degree/release': problem(409, 'wrong-state'),
  })
  await open('degree')
  if (submission.value === undefined) throw new Error('the submission was not found')
  expect((await release(submission.value, 'wrong-person', 'key')).error?.kind).toBe('problem')
  expect(isReleased.value).toBe(false)
  expect(submission.value.state).toBe('awaiting-photo')
})
