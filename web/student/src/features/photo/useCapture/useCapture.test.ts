// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest'

import { clientOf, good, problem } from '@caixiang/shared/testing/client'
import type { Answered } from '@caixiang/shared/testing/client'
import { choosePicture, readBytes } from '../../../lib/pictures'
import type { LocalFile } from '../../../lib/transport'
import { inScope } from '../../../testing/scope'

import { useCapture } from './useCapture'

vi.mock('../../../lib/pictures', () => ({ readBytes: vi.fn(), choosePicture: vi.fn() }))

beforeEach(() => {
  vi.mocked(readBytes).mockResolvedValue(new ArrayBuffer(1))
  vi.mocked(choosePicture).mockResolvedValue({ path: 'blob:chosen' })
})

const batchWith = (...capture: readonly string[]) => ({ id: 'b', mode: 'group', rules: { capture }, support_contact: '' })

const AT_HOME = batchWith('live-camera', 'album')
const ONSITE = batchWith('onsite')

/** A submission that waits for its photo, unless something else is said. */
const submission = (said: object = {}) => ({
  id: 's',
  state: 'awaiting-photo',
  attempts_left: 3,
  checks_left: 5,
  next_step: { step: 'take-photo' },
  ...said,
})

async function opened(batch: object, now: object, more: Readonly<Record<string, Answered>> = {}) {
  const { api, requests } = clientOf<LocalFile>({
    'GET /api/v1/degrees/d': good({ id: 'd', batch: { id: 'b' } }),
    'GET /api/v1/degrees/d/submission': good(now),
    'GET /api/v1/batches/b': good(batch),
    'POST /api/v1/degrees/d/captures': good({ id: 'c', token: 't', max_part_bytes: 1000 }),
    'PUT /api/v1/captures/c/parts/0': { status: 204 },
    'POST /api/v1/captures/c/complete': good({ id: 'p' }),
    ...more,
  })
  const capture = inScope(() => useCapture(api))
  await capture.open('d')
  return { capture, requests }
}

test('a photo can be taken: the rules should be read first', async () => {
  const { capture } = await opened(AT_HOME, submission())
  expect([capture.isAsked.value, capture.isOnsite.value, capture.isStanding.value]).toEqual([true, false, false])
  expect(capture.sources.value).toEqual(['live-camera', 'album'])
})

test('where staff take the photo nothing is asked', async () => {
  const { capture } = await opened(ONSITE, submission())
  expect([capture.isAsked.value, capture.isOnsite.value]).toEqual([false, true])
})

test.each(['awaiting-review', 'approved', 'voided', 'expired'])('%s: nothing can be taken', async (state) => {
  const { capture } = await opened(AT_HOME, submission({ state, photo: 'x' }))
  expect([capture.isStanding.value, capture.isAsked.value]).toEqual([true, false])
})

test('a rejection brings its reasons, and a photo can be taken', async () => {
  const rejection = { photo: 'x', reasons: [] }
  const { capture } = await opened(AT_HOME, submission({ state: 'rejected', rejection }))
  expect(capture.rejection.value).toEqual(rejection)
  expect(capture.isAsked.value).toBe(true)
})

test.each(['awaiting-confirmation', 'withdrawn'])('%s: the photo that is there is offered', async (state) => {
  const { capture } = await opened(AT_HOME, submission({ state, photo: 'x', checks_left: 0 }))
  expect([capture.offered.value, capture.isUsedUp.value]).toEqual(['x', true])
})

test('a pause of the collection says when it goes on', async () => {
  const next_step = { step: 'come-back', acceptance: 'not-yet', opens_at: '2026-12-01T09:00:00+08:00' }
  const { capture } = await opened(AT_HOME, submission({ next_step }))
  expect(capture.blocked.value?.zh).toMatch(/12/)
})

test.each([
  [{ attempts_left: 0, next_step: { step: 'ask-centre' } }, '可提交的次数用完了'],
  [{ state: 'rejected', deadline: '2026-12-01T09:00:00+08:00', next_step: { step: 'over' } }, '能提交的时间'],
])('who cannot go on is told before anything is taken: %o', async (some, words) => {
  const { capture } = await opened(AT_HOME, submission(some))
  expect(capture.blocked.value?.zh).toContain(words)
})

test('what is chosen in the album is sent as such', async () => {
  const { capture, requests } = await opened(AT_HOME, submission())
  expect(await capture.choose('album')).toBe('p')
  const complete = requests.find(({ url }) => url.endsWith('/complete'))
  expect(complete?.body).toEqual({ kind: 'text', text: '{"source":"album","parts":1}' })
})

test('who thinks better of it sends nothing', async () => {
  vi.mocked(choosePicture).mockResolvedValue(undefined)
  const { capture, requests } = await opened(AT_HOME, submission())
  const before = requests.length
  expect(await capture.choose('camera')).toBeUndefined()
  expect(requests).toHaveLength(before)
})

const completes = (requests: readonly { readonly url: string }[]) => requests.filter(({ url }) => url.endsWith('/complete'))

test('a photo of the viewfinder is looked at before it costs a check', async () => {
  const { capture, requests } = await opened(AT_HOME, submission())
  capture.openCamera()
  expect(capture.isCameraOpen.value).toBe(true)
  capture.keep({ path: 'blob:taken' })
  expect([capture.isCameraOpen.value, capture.taken.value?.path]).toEqual([false, 'blob:taken'])
  await vi.waitFor(() => {
    expect(requests.some(({ url }) => url.endsWith('/parts/0'))).toBe(true)
  })
  capture.openCamera()
  expect(capture.taken.value).toBeUndefined()
  expect(capture.upload.stage.value).toBe('none')
  expect(await capture.sendTaken()).toBeUndefined()
  capture.keep({ path: 'blob:better' })
  expect(await capture.sendTaken()).toBe('p')
  expect(capture.taken.value).toBeUndefined()
  expect(completes(requests)).toHaveLength(1)
  expect(completes(requests)[0]).toMatchObject({ body: { text: '{"source":"live-camera","parts":1}' } })
})

test('a degree that is not there ends the loading with its reason', async () => {
  const { capture } = await opened(AT_HOME, submission(), { 'GET /api/v1/degrees/d': problem(404, 'not-found') })
  expect(capture.failure.value?.kind).toBe('problem')
  expect([capture.batch.value, capture.isAsked.value, capture.isLoading.value]).toEqual([undefined, false, false])
})
