import { expect, test } from 'vitest'

import { clientOf, good } from '@caixiang/shared/testing/client'

import { bodyOf, moved, useOwnReasons } from './useOwnReasons'
import type { CentreReason } from './useOwnReasons'

function reason(code: string, change: Partial<CentreReason> = {}): CentreReason {
  return { code, title: { zh: '题', en: 'Title' }, advice: { zh: '做', en: 'Do' }, example: null, retired_at: null, ...change }
}

const RETIRED = reason('Z02', { retired_at: '2026-12-01T00:00:00Z', example: 'hat' })

test('a reason changes its place among those in use', () => {
  const all = [reason('Z01'), RETIRED, reason('Z03')]
  const codes = (list: readonly CentreReason[]) => list.map(({ code }) => code)
  expect(codes(moved(all, 'Z03', -1))).toEqual(['Z03', 'Z02', 'Z01'])
  expect(codes(moved(all, 'Z01', 1))).toEqual(['Z03', 'Z02', 'Z01'])
  expect(moved(all, 'Z01', -1)).toBe(all)
  expect(moved(all, 'Z02', 1)).toBe(all)
})

test('what is sent says all of it', () => {
  expect(bodyOf(reason('Z01'))).toEqual({ code: 'Z01', title: { zh: '题', en: 'Title' }, advice: { zh: '做', en: 'Do' }, retired: false })
  expect(bodyOf(RETIRED)).toMatchObject({ code: 'Z02', example: 'hat', retired: true })
})

test('what the service has after deciding is shown', async () => {
  const { api, requests } = clientOf<Blob>({
    'GET /api/v1/staff/centre/reasons': good({ reasons: [] }, '"1"'),
    'PUT /api/v1/staff/centre/reasons': good({ reasons: [reason('Z01')] }, '"2"'),
  })
  const own = useOwnReasons(api, () => undefined)
  await own.load()
  expect(own.data.value?.reasons).toEqual([])
  await own.decide([bodyOf(reason('Z01'))])
  expect(own.data.value?.reasons.map(({ code }) => code)).toEqual(['Z01'])
  expect(requests[1]?.headers['If-Match'] ?? requests[1]?.headers['if-match']).toBe('"1"')
})
