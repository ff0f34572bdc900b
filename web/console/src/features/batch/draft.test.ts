import { expect, test } from 'vitest'

import { planOf as planOfTest } from '../../testing'

import { cloneOf, draftOf, newDraft, planOf } from './draft'

const NOW_MS = Date.parse('2026-11-30T06:00:00Z')

const PLAN = planOfTest()

test('a plan goes through the form unchanged', () => {
  expect(planOf(draftOf(PLAN))).toEqual(PLAN)
})

test('a field has no seconds, so what nobody has touched goes back as it came', () => {
  const plan = { ...PLAN, window: { ...PLAN.window, closes_at: '2026-12-31T23:59:59+08:00' } }
  expect(planOf(draftOf(plan), plan).window.closes_at).toBe('2026-12-31T23:59:59+08:00')
  expect(planOf({ ...draftOf(plan), closesAt: '2027-01-02T23:59' }, plan).window.closes_at).toBe('2027-01-02T23:59:00+08:00')
})

test('the end of a day is 24:00 on the wire', () => {
  const plan = { ...PLAN, window: { ...PLAN.window, daily_hours: { from: '08:00', until: '24:00' } } }
  expect(draftOf(plan).hoursUntil).toBe('00:00')
  expect(planOf(draftOf(plan))).toEqual(plan)
})

test('what is left out is left out on the wire', () => {
  const draft = { ...draftOf(PLAN), featureCode: ' ', hasHours: false, photoNotBefore: '' }
  const plan = planOf(draft)
  expect(plan.mode).toEqual({ mode: 'group' })
  expect(plan.window.daily_hours).toBeNull()
  expect(plan.rules.photo_not_before).toBeNull()
})

test('those who come one by one have a region', () => {
  const draft = { ...newDraft(NOW_MS), mode: 'individual' as const, region: 'r', featureCode: 'ABCD' }
  expect(planOf(draft).mode).toEqual({ mode: 'individual', region: 'r' })
})

test('a new batch begins tomorrow, in China', () => {
  expect(newDraft(NOW_MS)).toMatchObject({ opensAt: '2026-12-01T08:00', closesAt: '2026-12-31T18:00' })
  expect(newDraft(Date.parse('2026-11-30T16:30:00Z')).opensAt).toBe('2026-12-02T08:00')
})

test('a copy has the pattern, and nothing that is unique', () => {
  const copy = cloneOf(PLAN, NOW_MS)
  expect(copy).toMatchObject({ name: PLAN.name, price: '30.50', slug: '', featureCode: '', photoNotBefore: '' })
  expect(copy.schools).toEqual(['10576'])
})
