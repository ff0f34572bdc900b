import { expect, test, vi } from 'vitest'

import { clientOf, good, problem } from '@caixiang/shared/testing/client'
import type { Answered } from '@caixiang/shared/testing/client'
import { forget } from '../../../lib/pictures'
import type { LocalFile } from '../../../lib/transport'
import { inScope } from '../../../testing/scope'

import { useHistory } from './useHistory'

vi.mock('../../../lib/pictures', () => ({
  addressOf: (bytes: ArrayBuffer) => Promise.resolve(`blob:${String(bytes.byteLength)}`),
  forget: vi.fn(),
}))

const entry = (event: string, photo: string | undefined, at: string) => ({ event, photo, at, by: 'student' })

const HISTORY = good({
  items: [
    entry('photo-handed-in', 'p', '2026-11-01T08:00:00+08:00'),
    entry('photo-assessed', 'p', '2026-11-01T08:00:05+08:00'),
  ],
})

function historyWith(answers: Readonly<Record<string, Answered>>) {
  const { api } = clientOf<LocalFile>({
    'GET /api/v1/submissions/s/history': HISTORY,
    'GET /api/v1/photos/p': good({ id: 'p', number: 1, degree: 'd' }),
    'GET /api/v1/photos/p/links': good({ original: '/f/o', portrait: '/f/k' }),
    'GET /api/v1/files/k': { status: 200, body: new ArrayBuffer(4) },
    ...answers,
  })
  return inScope(() => useHistory(api))
}

test('photos come with their small pictures, which go with the page', async () => {
  const history = historyWith({})
  await history.load('s')
  const [story] = history.told.value ?? []
  if (story === undefined) throw new Error('there is a photo')
  expect(history.thumbnailOf(story)).toEqual({ number: 1, degree: 'd', address: 'blob:4' })
  history.leavePage()
  expect(forget).toHaveBeenCalledWith('blob:4', expect.anything(), expect.anything())
})

test('a photo without a portrait has a number and no picture', async () => {
  const history = historyWith({ 'GET /api/v1/photos/p/links': good({ original: '/f/o', portrait: null }) })
  await history.load('s')
  const [story] = history.told.value ?? []
  expect(story && history.thumbnailOf(story)?.address).toBe('')
})

test('a history that cannot be had says why', async () => {
  const history = historyWith({ 'GET /api/v1/submissions/s/history': problem(404, 'not-found') })
  expect(history.isLoading.value).toBe(true)
  await history.load('s')
  expect([history.isLoading.value, history.failure.value?.kind]).toEqual([false, 'problem'])
})
