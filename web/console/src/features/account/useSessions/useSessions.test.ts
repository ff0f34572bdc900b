import { expect, test } from 'vitest'

import { clientOf, good, problem } from '@caixiang/shared/testing/client'
import { signedIn } from '../../../testing'

import { useSessions } from './useSessions'

const OWN = signedIn({ id: 'own', is_current: true })
const PHONE = signedIn({ id: 'phone' })
const OLD = signedIn({ id: 'old' })

function opened(answers: Parameters<typeof clientOf>[0] = {}) {
  const { api, requests } = clientOf<Blob>({ 'GET /api/v1/sessions': good([PHONE, OWN, OLD]), ...answers })
  return { ...useSessions(api, { isOver: () => false }), requests }
}

test('the own session stands first, the others follow as they come', async () => {
  const { sessions, refresh } = opened()
  await refresh()
  expect(sessions.value?.map(({ id }) => id)).toEqual(['own', 'phone', 'old'])
})

test('all others are ended, the own one stays', async () => {
  const { sessions, refresh, endOthers, requests } = opened({
    'DELETE /api/v1/sessions/phone': { status: 204 },
    // It ran out while the list was read.
    'DELETE /api/v1/sessions/old': problem(404, 'not-found'),
  })
  await refresh()
  expect((await endOthers()).error).toBeUndefined()
  expect(sessions.value?.map(({ id }) => id)).toEqual(['own'])
  expect(requests.filter(({ method }) => method === 'DELETE').map(({ url }) => url)).toEqual(['/api/v1/sessions/phone', '/api/v1/sessions/old'])
})

test('one that could not be ended stays in the list', async () => {
  const { sessions, refresh, end } = opened()
  await refresh()
  expect((await end('phone')).error).toEqual({ kind: 'no-answer' })
  expect(sessions.value).toHaveLength(3)
})
