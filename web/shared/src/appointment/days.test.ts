import { expect, test } from 'vitest'

import type { Schemas } from '../api/types'

import { dayText, firstFreeDay, slotDays, spanText } from './days'

const NOW = Date.parse('2026-11-25T12:00:00+08:00')

function slot(startsAt: string, left: number, studio = 'A'): Schemas['SlotView'] {
  const ends = new Date(Date.parse(startsAt) + 30 * 60_000).toISOString()
  return {
    id: `${studio} ${startsAt}`,
    starts_at: startsAt,
    ends_at: ends,
    capacity: 4,
    left,
    studio: { id: studio, name: studio, address: '' },
  }
}

test('slots stand by day in China and by studio, in order of time', () => {
  const days = slotDays(
    [
      slot('2026-11-27T00:30:00+08:00', 1),
      slot('2026-11-26T15:00:00+08:00', 2, 'B'),
      slot('2026-11-26T14:00:00+08:00', 0),
      slot('2026-11-26T10:00:00+08:00', 3),
    ],
    NOW,
  )
  const seen = days.map(({ date, left, studios }) => [
    date,
    left,
    studios.map(({ studio, slots }) => [studio.id, slots.map(spanText)]),
  ])
  expect(seen).toEqual([
    ['2026-11-26', 5, [['A', ['10:00–10:30', '14:00–14:30']], ['B', ['15:00–15:30']]]],
    ['2026-11-27', 1, [['A', ['00:30–01:00']]]],
  ])
})

test('what has begun is left out', () => {
  expect(slotDays([slot('2026-11-25T12:00:00+08:00', 1)], NOW)).toEqual([])
})

test('looking begins on the first day with a seat', () => {
  const days = slotDays([slot('2026-11-26T10:00:00+08:00', 0), slot('2026-11-27T10:00:00+08:00', 1)], NOW)
  expect(firstFreeDay(days)).toBe('2026-11-27')
  expect(firstFreeDay(days.slice(0, 1))).toBe('2026-11-26')
  expect(firstFreeDay([])).toBeUndefined()
})

test('days are called as people call them', () => {
  expect(dayText('2026-11-25', NOW)).toEqual({ date: { zh: '11月25日', en: '25 Nov' }, weekday: { zh: '今天', en: 'Today' } })
  expect(dayText('2026-11-26', NOW).weekday.zh).toBe('明天')
  expect(dayText('2026-11-27', NOW).weekday).toEqual({ zh: '周五', en: 'Fri' })
  // In the first hours of a day in China, the day before still runs in Greenwich.
  expect(dayText('2026-11-26', Date.parse('2026-11-26T01:00:00+08:00')).weekday.zh).toBe('今天')
})
