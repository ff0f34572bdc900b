import { expect, test } from 'vitest'

import type { Schemas } from '@caixiang/shared/api/types'
import { clientOf, good, problem } from '@caixiang/shared/testing/client'
import type { Answered } from '@caixiang/shared/testing/client'
import type { LocalFile } from '../../../lib/transport'
import { inScope } from '../../../testing/scope'

import { useMoving } from './useMoving'

const REGION = { slug: 'beibei', name: '北碚' } as Schemas['FoundRegionView']
const BATCH = { id: 'b' } as Schemas['BatchView']

function movingWith(answers: Readonly<Record<string, Answered>> = {}) {
  const { api, requests } = clientOf<LocalFile>({
    'GET /api/v1/degrees/d': good({ id: 'd' }),
    'GET /api/v1/links/beibei': good({ batch: BATCH }),
    'POST /api/v1/degrees/d/move': good({ id: 'd' }),
    ...answers,
  })
  return { moving: inScope(() => useMoving(api)), requests }
}

test('who adds a degree has none to load', async () => {
  const { moving, requests } = movingWith()
  await moving.load('')
  expect(requests).toHaveLength(0)
})

test('a degree moves to the batch of a region', async () => {
  const { moving, requests } = movingWith()
  await moving.load('d')
  await moving.choose(REGION)
  expect([moving.degree.value?.id, moving.target.value?.id]).toEqual(['d', 'b'])
  expect(await moving.move(BATCH)).toBe(true)
  expect(requests.pop()?.body).toEqual({ kind: 'text', text: '{"batch":"b"}' })
})

test('a region without a batch says its name, and another one can be chosen', async () => {
  const { moving } = movingWith({ 'GET /api/v1/links/beibei': good({ batch: null }) })
  await moving.load('d')
  await moving.choose(REGION)
  expect([moving.target.value, moving.emptyRegion.value]).toEqual([undefined, '北碚'])
})

test('a refused move stays where it is, with its reason', async () => {
  const { moving } = movingWith({ 'POST /api/v1/degrees/d/move': problem(409, 'wrong-state') })
  await moving.load('d')
  await moving.choose(REGION)
  expect(await moving.move(BATCH)).toBe(false)
  expect(moving.moveFailure.value?.kind).toBe('problem')
  moving.leave()
  expect(moving.target.value).toBeUndefined()
})
