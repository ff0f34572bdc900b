import { expect, test } from 'vitest'

import { dayAfter, dayOf, daysBetween, dayText, fieldOf, instantOf, isDay, mondayOf, timeOf, weekdayOf } from './chinaTime'

test('a field holds the time in China, and gives the same instant back', () => {
  expect(fieldOf('2024-01-31T16:30:00Z')).toBe('2024-02-01T00:30')
  expect(instantOf('2024-02-01T00:30')).toBe('2024-02-01T00:30:00+08:00')
  expect(Date.parse(instantOf('2024-02-01T00:30'))).toBe(Date.parse('2024-01-31T16:30:00Z'))
  expect(instantOf('')).toBe('')
  expect(timeOf('2024-01-31T16:30:00Z')).toBe('00:30')
})

test('days go on over months and years', () => {
  expect(dayOf('2023-12-31T16:00:00Z')).toBe('2024-01-01')
  expect(dayAfter('2024-02-28', 2)).toBe('2024-03-01')
  expect(daysBetween('2024-02-28', '2024-03-01')).toEqual(['2024-02-28', '2024-02-29', '2024-03-01'])
  expect(daysBetween('2024-03-01', '2024-02-28')).toEqual([])
})

test('weeks begin on Monday', () => {
  expect(weekdayOf('2026-11-30')).toBe(0)
  expect(mondayOf('2026-12-06')).toBe('2026-11-30')
  expect(mondayOf('2026-11-30')).toBe('2026-11-30')
})

test('a day of an address is one that there is', () => {
  expect(isDay('2024-02-29')).toBe(true)
  expect(isDay('2023-02-29')).toBe(false)
  expect(isDay('tomorrow')).toBe(false)
  expect(dayText('2024-02-09')).toEqual({ zh: '2月9日', en: '9 Feb' })
})
