import { expect, test, vi } from 'vitest'
import { nextTick, shallowRef } from 'vue'

import type { Schemas } from '@caixiang/shared/api/types'
import { clientOf, good, problem } from '@caixiang/shared/testing/client'
import type { Answered } from '@caixiang/shared/testing/client'
import type { LocalFile } from '../../../lib/transport'
import { inScope } from '../../../testing/scope'
import { keepDegrees, keepSubmission } from '../lastSeen'

import { useDegree } from './useDegree'

/** Every test has a batch of its own: batches are remembered. */
let batches = 0

function degreeWith(answers: Readonly<Record<string, Answered | readonly Answered[]>>, state = 'bound') {
  const batch = `b${String((batches += 1))}`
  const { api, requests } = clientOf<LocalFile>({
    'GET /api/v1/degrees/d/submission': good({ id: 's', degree: 'd', state: 'awaiting-review' }, '"5-0"'),
    [`GET /api/v1/batches/${batch}`]: good({ id: batch }),
    ...answers,
  })
  const degree = shallowRef({ id: 'd', state, batch: { id: batch } } as Schemas['DegreeView'])
  const made = inScope(() => useDegree(api, () => degree.value))
  const asked = (end: string) => requests.filter(({ url }) => url.endsWith(end))
  return { made, degree, asked, batch, api }
}

test('a bound degree shows how far its photo has come, and its batch', async () => {
  const { made, batch } = degreeWith({})
  await vi.waitFor(() => { expect(made.submission.value?.id).toBe('s') })
  await vi.waitFor(() => { expect(made.batch.value?.id).toBe(batch) })
})

test('one that is not bound has no submission to ask for', async () => {
  const { made, asked } = degreeWith({}, 'proposed')
  await vi.waitFor(() => { expect(made.batch.value).toBeDefined() })
  expect(asked('/submission')).toHaveLength(0)
})

test('a batch is asked for once, however many degrees share it', async () => {
  const { made, asked, batch, degree, api } = degreeWith({})
  await vi.waitFor(() => { expect(made.batch.value?.id).toBe(batch) })
  inScope(() => useDegree(api, () => degree.value))
  await nextTick()
  expect(asked(`/batches/${batch}`)).toHaveLength(1)
})

test('taking back happens to what was seen, and the card shows what came of it', async () => {
  const { made, asked } = degreeWith({
    'GET /api/v1/degrees/d/submission': [
      good({ id: 's', degree: 'd', state: 'awaiting-review' }, '"5-0"'),
      good({ id: 's', degree: 'd', state: 'rejected' }, '"6-0"'),
    ],
    'POST /api/v1/submissions/s/withdraw': problem(412, 'stale'),
  })
  await vi.waitFor(() => { expect(made.submission.value?.id).toBe('s') })
  await made.withdraw()
  expect(asked('/withdraw')[0]?.headers).toMatchObject({ 'If-Match': '"5-0"' })
  expect(made.submission.value?.state).toBe('rejected')
  expect(made.failure.value?.kind).toBe('problem')
})

test('without a network the last visit is shown, without a word', async () => {
  keepDegrees([{ id: 'd' } as Schemas['DegreeView']])
  keepSubmission({ id: 'kept', degree: 'd' } as Schemas['SubmissionView'])
  const { made } = degreeWith({ 'GET /api/v1/degrees/d/submission': undefined })
  expect(made.submission.value?.id).toBe('kept')
  await made.load()
  expect([made.submission.value?.id, made.failure.value]).toEqual(['kept', undefined])
})
