import { expect, test, vi } from 'vitest'

import { clientOf, good, problem } from '@caixiang/shared/testing/client'
import type { Answered } from '@caixiang/shared/testing/client'
import { agreeing, signingIn } from '../../../lib/session'
import type { LocalFile } from '../../../lib/transport'
import { inScope } from '../../../testing/scope'

import { useReadiness } from './useReadiness'

const consents = (state: string) =>
  good({ items: [{ purpose: 'collect-review-hand-over', optional: false, state }, { purpose: 'address', optional: true, state: 'missing' }] })

function readinessWith(answer: Answered | readonly Answered[]) {
  const { api, requests } = clientOf<LocalFile>({ 'GET /api/v1/consents': answer })
  return { readiness: inScope(() => useReadiness(api)), requests }
}

test('who has agreed is not asked, and the service only once', async () => {
  const { readiness, requests } = readinessWith(consents('given'))
  expect([await readiness.prepare(), await readiness.prepare()]).toEqual([true, true])
  expect(requests).toHaveLength(1)
})

test.each([true, false])('who has not agreed is asked first: %s', async (agrees) => {
  const take = vi.spyOn(agreeing, 'take').mockResolvedValue(agrees)
  const { readiness } = readinessWith(consents('missing'))
  expect(await readiness.prepare()).toBe(agrees)
  expect(take).toHaveBeenCalledOnce()
  take.mockRestore()
})

test('who turns back from signing in is told why', async () => {
  const take = vi.spyOn(signingIn, 'take').mockResolvedValue(false)
  const { readiness } = readinessWith(problem(401, 'not-signed-in'))
  expect(await readiness.prepare()).toBe(false)
  expect(readiness.refusal.value?.kind).toBe('problem')
  take.mockRestore()
})

test('without an answer the picture itself is tried', async () => {
  const { readiness } = readinessWith(undefined)
  expect(await readiness.prepare()).toBe(true)
})
