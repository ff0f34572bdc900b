import { expect, test } from 'vitest'

import { byCount, byDisagreement, falseAlarmShare, kappaText, missShare, reasonsOf, stretchOf, totalOf } from './figures'
import type { ReviewerFigures, RuleFigures } from './figures'

const reviewer = (name: string, approved: number, rejected: number, reasons: Record<string, number> = {}): ReviewerFigures => ({
  staff: name, name, approved, rejected, reasons, median_ms: null,
})
const rule = (said: Partial<RuleFigures>): RuleFigures => ({ rule: 'eyes-open', agreed: 0, false_alarms: 0, misses: 0, unassessed: 0, ...said })

test('a stretch begins with the first day in China', () => {
  const at = Date.parse('2026-11-30T00:30:00+08:00')
  expect(stretchOf('1', at)).toEqual({ from: '2026-11-29T16:00:00.000Z', until: '2026-11-29T16:30:00.000Z' })
  expect(stretchOf('7', at).from).toBe('2026-11-23T16:00:00.000Z')
})

test('who decided most comes first, and all are added up', () => {
  const all = [reviewer('a', 1, 1), reviewer('b', 5, 2)]
  expect(byCount(all).map(({ name }) => name)).toEqual(['b', 'a'])
  expect(totalOf(all)).toEqual({ approved: 6, rejected: 3 })
})

test('reasons of all reviewers are added up, most first', () => {
  expect(reasonsOf([reviewer('a', 0, 2, { P04: 1, O03: 1 }), reviewer('b', 0, 1, { O03: 1 })])).toEqual([['O03', 2], ['P04', 1]])
})

test('shares of what never happened are none', () => {
  expect(falseAlarmShare(rule({ agreed: 3, false_alarms: 1 }))).toBe(0.25)
  expect(falseAlarmShare(rule({ misses: 4 }))).toBeUndefined()
  expect(missShare(rule({ agreed: 3, misses: 1, unassessed: 4 }))).toBe(0.125)
})

test('rules that never spoke are left out, and those that disagree come first', () => {
  const rules = [rule({ rule: 'sharp' }), rule({ rule: 'eyes-open', agreed: 9, misses: 1 }), rule({ rule: 'brows-visible', false_alarms: 4 })]
  expect(byDisagreement(rules).map(({ rule: id }) => id)).toEqual(['brows-visible', 'eyes-open'])
})

test('a kappa is put into words, and none where it cannot be told', () => {
  const words = [-0.1, 0.15, 0.5, 0.61, 0.8, 1].map((kappa) => kappaText(kappa).en)
  expect(words).toEqual(['Poor: less than by chance', 'Slight', 'Moderate', 'Substantial', 'Substantial', 'Almost perfect'])
  expect(kappaText(null).en).toBe('Cannot be told yet')
})
