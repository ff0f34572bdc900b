import { expect, test } from 'vitest'

import { blocked, sorted, sums, turnText } from './turns'
import type { Turn } from './turns'

function turn(photos: number): Turn {
  return { rule: 'sharp', from: 'pass', to: 'warn', photos, named: [] }
}

test('results are summed by what they mean for students', () => {
  const results = [
    { from: 'pass', to: 'pass', photos: 10 },
    { from: 'pass', to: 'fail', photos: 3 },
    { from: 'warn', to: 'fail', photos: 2 },
    { from: 'fail', to: 'warn', photos: 4 },
  ] as const
  expect(sums(results)).toEqual({ worse: 5, better: 4, same: 10 })
  expect(blocked(results)).toBe(5)
})

test('a rule that was off says so', () => {
  expect(turnText({ from: null, to: 'fail' })).toEqual({ zh: '不检查 → 不合格', en: 'not judged → fail' })
  expect(turnText({ from: 'fail', to: 'warn' })).toEqual({ zh: '不合格 → 提醒', en: 'fail → warn' })
})

test('the largest change comes first', () => {
  expect(sorted([turn(1), turn(7), turn(3)]).map(({ photos }) => photos)).toEqual([7, 3, 1])
})
