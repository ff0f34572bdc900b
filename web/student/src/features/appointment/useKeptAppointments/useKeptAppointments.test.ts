import { expect, test } from 'vitest'

import type { Schemas } from '@caixiang/shared/api/types'
import { clientOf, good } from '@caixiang/shared/testing/client'
import type { LocalFile } from '../../../lib/transport'
import { inScope } from '../../../testing/scope'

import { useKeptAppointments } from './useKeptAppointments'

const degree = (mode: string) => ({ id: 'd', batch: { mode } }) as Schemas['DegreeView']
const PLACE = { id: 's', starts_at: '2026-11-30T01:00:00Z', studio: { name: '影棚' } }

function keptWith(items: readonly object[]) {
  const { api, requests } = clientOf<LocalFile>({ 'GET /api/v1/appointments': good({ items }) })
  return { kept: inScope(() => useKeptAppointments(api)), requests }
}

test('a booked time is known by its degree, one that was cancelled is not', async () => {
  const { kept } = keptWith([
    { degree: 'd', state: 'booked', place: PLACE },
    { degree: 'e', state: 'cancelled', place: null },
  ])
  await kept.load([degree('individual')])
  expect([...kept.places.value.keys()]).toEqual(['d'])
})

test('a batch of a school has no studio to ask about', async () => {
  const { kept, requests } = keptWith([])
  await kept.load([degree('group')])
  expect(requests).toHaveLength(0)
})
