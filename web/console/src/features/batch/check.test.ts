import { expect, test } from 'vitest'

import { adviceOf } from './check'
import { newDraft } from './draft'
import type { PlanDraft } from './draft'

const GOOD: PlanDraft = { ...newDraft(Date.parse('2026-11-30T06:00:00Z')), name: '一月毕业', schools: ['10576'], slug: 'sgu-2027' }

function wrongOf(change: Partial<PlanDraft>): readonly string[] {
  return Object.entries(adviceOf({ ...GOOD, ...change })).filter(([, advice]) => advice !== undefined).map(([name]) => name)
}

test('a plan that could be opened is left alone', () => {
  expect(wrongOf({})).toEqual([])
  expect(wrongOf({ mode: 'individual', region: 'r', schools: [] })).toEqual([])
})

test.each<[string, Partial<PlanDraft>, string]>([
  ['no name', { name: ' ' }, 'name'],
  ['no school', { schools: [] }, 'schools'],
  ['a code that is none', { featureCode: 'A-1' }, 'featureCode'],
  ['no region', { mode: 'individual' }, 'region'],
  ['half a cohort', { cohorts: [{ gradeYear: '2023', level: '', graduation: '2027-01' }] }, 'cohorts'],
  ['an end before its beginning', { closesAt: '2026-11-01T00:00' }, 'closesAt'],
  ['no beginning', { opensAt: '' }, 'opensAt'],
  ['hours that end before they begin', { hasHours: true, hoursFrom: '22:00', hoursUntil: '08:00' }, 'hoursUntil'],
  ['no attempt', { attempts: '0' }, 'attempts'],
  ['too many attempts', { attempts: '256' }, 'attempts'],
  ['half a check', { checks: '1.5' }, 'checks'],
  ['no source', { capture: [] }, 'capture'],
  ['three decimals', { price: '1.005' }, 'price'],
  ['a colour that is none', { background: 'blue' }, 'background'],
  ['a link with a space', { slug: 'a b c d' }, 'slug'],
])('%s', (_, change, field) => {
  expect(wrongOf(change)).toEqual([field])
})

test('hours that are not set are not looked at', () => {
  expect(wrongOf({ hasHours: false, hoursFrom: '22:00', hoursUntil: '08:00' })).toEqual([])
})
