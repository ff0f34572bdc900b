import { expect, test } from 'vitest'

import { byDay, daysOf, overlaps, seatsOf, slotsADay } from './slots'
import type { Offer, Slot } from './slots'

const OFFER: Offer = { first: '2026-11-30', last: '2026-12-13', weekdays: [0, 5], from: '09:00', until: '11:00', minutes: 30, capacity: 4 }

function slot(day: string, from: string, until: string, booked = 0): Slot {
  return { id: `${day}${from}`, starts_at: `${day}T${from}:00+08:00`, ends_at: `${day}T${until}:00+08:00`, capacity: 4, booked }
}

test('an offer is for the weekdays that were chosen', () => {
  expect(daysOf(OFFER)).toEqual(['2026-11-30', '2026-12-05', '2026-12-07', '2026-12-12'])
})

test('slots fill the hours and none runs over', () => {
  expect(slotsADay(OFFER)).toBe(4)
  expect(slotsADay({ ...OFFER, until: '11:10' })).toBe(4)
  expect(slotsADay({ ...OFFER, until: '09:29' })).toBe(0)
  expect(slotsADay({ ...OFFER, minutes: 0 })).toBe(0)
})

test('what would lie over each other is noticed, what follows is not', () => {
  const slots = [slot('2026-11-30', '10:30', '11:30')]
  expect(overlaps(slots, '2026-11-30', OFFER)).toBe(true)
  expect(overlaps(slots, '2026-12-05', OFFER)).toBe(false)
  expect(overlaps(slots, '2026-11-30', { ...OFFER, until: '10:30' })).toBe(false)
})

test('seats are added up by day', () => {
  const slots = [slot('2026-11-30', '09:00', '09:30', 1), slot('2026-11-30', '09:30', '10:00', 4), slot('2026-12-01', '09:00', '09:30')]
  const days = byDay(slots, ['2026-11-30', '2026-12-01', '2026-12-02'])
  expect(seatsOf(days.get('2026-11-30') ?? [])).toEqual({ capacity: 8, booked: 5 })
  expect(days.get('2026-12-02')).toEqual([])
})
