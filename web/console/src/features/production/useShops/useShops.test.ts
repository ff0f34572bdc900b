import { expect, test } from 'vitest'

import { clientOf, good, problem } from '@caixiang/shared/testing/client'
import { createAction } from '@caixiang/shared/vue/useAction/useAction'

import { millimetres, scaleText, useShops } from './useShops'

const CALIBRATION = {
  paper: 'six-inch',
  long_mm: 115.71,
  short_mm: 77.265,
  long_scale: 0.98522,
  short_scale: 0.990099,
  measured_at: '2026-11-30T00:00:00Z',
} as const

test('a correction reads as it is asked for', () => {
  expect(scaleText(CALIBRATION).zh).toContain('0.985 × 0.990')
  expect(scaleText(CALIBRATION).en).toContain('corrected by 0.985 × 0.990')
})

test('lengths are typed with a point or a comma', () => {
  expect(millimetres('115.7')).toBe(115.7)
  expect(millimetres(' 115，7 ')).toBe(115.7)
  for (const typed of ['', '11.5 cm', '-3', '1e3', '115.']) expect(millimetres(typed)).toBeUndefined()
})

test('a measurement that is refused is told, and the list is read anew', async () => {
  const { api, requests } = clientOf<Blob>({
    'GET /api/v1/production/shops': good({ items: [{ name: '彩印店', calibrations: [CALIBRATION] }] }),
    'POST /api/v1/production/shops': problem(422, 'ruler-out-of-range'),
  })
  const action = createAction()
  const { shops, calibrate } = useShops(api, { isOver: () => false }, action)
  const taken = await calibrate({ shop: '彩印店', paper: 'six-inch', long_mm: 76.5, short_mm: 114 })
  expect(taken).toBe(false)
  expect(action.failure.value?.kind).toBe('problem')
  expect(shops.value?.[0]?.name).toBe('彩印店')
  expect(requests.map(({ method }) => method)).toEqual(['POST', 'GET'])
})
