import { expect, test } from 'vitest'

import { choiceOf } from '../choice'

import { canRemind, isDelayed } from './useReminder'

const BATCH = '019f9f27-9800-70bf-9908-03440d306933'

function check(stage: string, expected: boolean) {
  expect(canRemind(choiceOf({ batch: BATCH, stage }))).toBe(expected)
}

test('only students whose next step is their own are reminded', () => {
  check('awaiting-photo', true)
  check('rejected', true)
  check('begun', true)
  check('not-begun', false)
  check('off-roster', false)
  check('approved', false)
})

test('without a batch nobody is', () => {
  expect(canRemind(choiceOf({ stage: 'begun' }))).toBe(false)
})

test('what goes out in the morning is delayed, by what the service says', () => {
  const now = Date.parse('2026-11-30T22:00:00+08:00')
  expect(isDelayed({ sends_at: '2026-12-01T08:00:00+08:00' }, now)).toBe(true)
  expect(isDelayed({ sends_at: '2026-11-30T22:00:01+08:00' }, now)).toBe(false)
  expect(isDelayed({}, now)).toBe(false)
})
