import { expect, test } from 'vitest'

import { clientOf, good, problem } from '@caixiang/shared/testing/client'
import type { Answered } from '@caixiang/shared/testing/client'
import type { LocalFile } from '../../../lib/transport'
import { inScope } from '../../../testing/scope'

import { useAppointments } from './useAppointments'

const degree = (id: string, mode = 'individual', state = 'bound') => ({ id, state, batch: { mode, region: 'r' } })
const booked = { id: 'a', degree: 'd', state: 'booked', place: { id: 'x' } }

async function appointments(answers: Readonly<Record<string, Answered | readonly Answered[]>>, wanted = '') {
  const { api, requests } = clientOf<LocalFile>({
    'GET /api/v1/degrees': good({ items: [degree('d'), degree('g', 'group')] }),
    'GET /api/v1/appointments': good({ items: [] }),
    'GET /api/v1/regions/r/slots': good({ items: [] }),
    ...answers,
  })
  const made = inScope(() => useAppointments(api))
  await made.load(wanted)
  return { made, requests, lines: () => requests.map(({ method, url }) => `${method} ${url.replace(/\?.*/, '')}`) }
}

test('the only degree that can have one is chosen by itself', async () => {
  const { made } = await appointments({})
  expect([made.degrees.value?.length, made.degree.value?.id]).toEqual([1, 'd'])
})

test('of several, one has to be chosen', async () => {
  const { made } = await appointments({ 'GET /api/v1/degrees': good({ items: [degree('d'), degree('e')] }) })
  expect(made.degree.value).toBeUndefined()
})

test('a degree of a group is shown, and no times are looked for', async () => {
  const { made, lines } = await appointments({}, 'g')
  expect(made.degree.value?.id).toBe('g')
  expect(lines()).toEqual(['GET /api/v1/degrees'])
})

test('a first time is booked, a kept one is moved', async () => {
  const { made, lines } = await appointments({
    'GET /api/v1/appointments': [good({ items: [] }), good({ items: [booked] })],
    'POST /api/v1/appointments': good(booked),
    'POST /api/v1/appointments/a/move': good(booked),
  })
  expect(await made.take('x')).toBe(true)
  expect(made.kept.value?.id).toBe('a')
  expect(await made.take('y')).toBe(true)
  expect(lines().filter((line) => line.startsWith('POST'))).toEqual([
    'POST /api/v1/appointments',
    'POST /api/v1/appointments/a/move',
  ])
})

test('a seat that somebody else took is refused, and the times are read anew', async () => {
  const { made, lines } = await appointments({ 'POST /api/v1/appointments': problem(409, 'slot-full') })
  expect(await made.take('x')).toBe(false)
  expect(made.refusal.value?.kind).toBe('problem')
  expect(lines().filter((line) => line.endsWith('/slots'))).toHaveLength(2)
})

test('appointments of other degrees, and those that are over, are not kept ones', async () => {
  const items = [{ ...booked, degree: 'other' }, { ...booked, id: 'm', state: 'missed' }, { ...booked, id: 't', state: 'attended' }]
  const { made } = await appointments({ 'GET /api/v1/appointments': good({ items }) })
  expect([made.kept.value, made.hasAttended.value]).toEqual([undefined, true])
  expect(made.earlier.value.map(({ id }) => id)).toEqual(['m', 't'])
})

test('there is nothing to cancel without a kept one', async () => {
  const { made } = await appointments({})
  expect(await made.cancel()).toBe(false)
  const { made: other } = await appointments({
    'GET /api/v1/appointments': [good({ items: [booked] }), good({ items: [{ ...booked, state: 'cancelled' }] })],
    'DELETE /api/v1/appointments/a': { status: 204 },
  })
  await other.cancel()
  expect(other.kept.value).toBeUndefined()
})
