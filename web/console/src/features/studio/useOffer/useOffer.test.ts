import { expect, test } from 'vitest'

import { clientBy, good, problem } from '@caixiang/shared/testing/client'
import type { Answered } from '@caixiang/shared/testing/client'

import type { Offer } from '../slots'

import { useOffer } from './useOffer'

const OFFER: Offer = { first: '2026-12-01', last: '2026-12-03', weekdays: [0, 1, 2, 3, 4], from: '09:00', until: '10:00', minutes: 30, capacity: 4 }
const PRESENT = [{ id: '1', starts_at: '2026-12-02T09:30:00+08:00', ends_at: '2026-12-02T10:00:00+08:00', capacity: 4, booked: 2 }]
const MADE = good({ items: [PRESENT[0], PRESENT[0]] })

function offering(answer: (day: string, round: number) => Answered) {
  const rounds = new Map<string, number>()
  const { api, requests } = clientBy<Blob>(({ method, body }) => {
    if (method === 'GET') return good({ items: PRESENT })
    const { date } = JSON.parse(body.kind === 'text' ? body.text : '{}') as { date: string }
    const round = (rounds.get(date) ?? 0) + 1
    rounds.set(date, round)
    return answer(date, round)
  })
  const offer = useOffer(api, { isOver: () => false })
  const kinds = () => offer.outcomes.value.map(({ day, kind }) => `${day.slice(-2)} ${kind}`)
  return { offer, requests, kinds }
}

test('day by day, without those that have slots at these hours', async () => {
  const { offer, kinds, requests } = offering(() => MADE)
  await offer.start('s', OFFER)
  expect(kinds()).toEqual(['01 offered', '02 skipped', '03 offered'])
  expect(offer.done.value).toBe(3)
  expect(offer.isUnfinished.value).toBe(false)
  expect(requests.filter(({ method }) => method === 'POST')).toHaveLength(2)
})

test('what is refused does not keep the other days back', async () => {
  const { offer, kinds } = offering((day) => (day.endsWith('01') ? problem(422, 'invalid') : MADE))
  await offer.start('s', OFFER)
  expect(kinds()).toEqual(['01 failed', '02 skipped', '03 offered'])
})

test('without a network it stops, and goes on with the same key', async () => {
  const { offer, kinds, requests } = offering((day, round) => (day.endsWith('01') && round === 1 ? undefined : MADE))
  await offer.start('s', OFFER)
  expect(kinds()).toEqual(['01 failed', '02 skipped', '03 waiting'])
  await offer.again()
  expect(kinds()).toEqual(['01 offered', '02 skipped', '03 offered'])
  const keys = requests.filter(({ method }) => method === 'POST').map(({ headers }) => headers['Idempotency-Key'])
  expect(keys[0]).toBe(keys[1])
  expect(keys[2]).not.toBe(keys[1])
})
