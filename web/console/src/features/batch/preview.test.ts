import { expect, test } from 'vitest'

import { draftOf } from './draft'
import { planOf } from '../../testing'

import { acceptanceAt, addressOf } from './preview'

const DRAFT = { ...draftOf(planOf()), opensAt: '2026-12-01T06:00', closesAt: '2026-12-31T18:00', hasHours: true, hoursFrom: '08:00', hoursUntil: '22:00' }

test.each([
  ['2026-11-30T12:00', { acceptance: 'not-yet', opens_at: '2026-12-01T00:00:00.000Z' }],
  ['2026-12-02T07:00', { acceptance: 'outside-hours', next: '2026-12-02T00:00:00.000Z' }],
  ['2026-12-02T12:00', { acceptance: 'open' }],
  ['2026-12-02T22:30', { acceptance: 'outside-hours', next: '2026-12-03T00:00:00.000Z' }],
  ['2026-12-31T18:00', { acceptance: 'closed' }],
])('at %s', (now, expected) => {
  expect(acceptanceAt(DRAFT, Date.parse(`${now}:00+08:00`))).toEqual(expected)
})

test('without both ends nothing is told', () => {
  expect(acceptanceAt({ ...DRAFT, closesAt: '' }, 0)).toBeUndefined()
})

test('the address carries the code of those who come together', () => {
  const plain = { slug: 'SGU-2027 ', mode: 'group' as const, featureCode: 'J9VG24' }
  expect(addressOf('https://c.example', plain)).toBe('https://c.example/b/sgu-2027?code=J9VG24')
  expect(addressOf('https://c.example', { ...plain, featureCode: '' })).toBe('https://c.example/b/sgu-2027')
  expect(addressOf('https://c.example', { ...plain, mode: 'individual', slug: '' })).toBe('https://c.example/b/…')
})
