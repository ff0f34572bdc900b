import { expect, test } from 'vitest'

import type { Schemas } from '../api/types'

import { withdrawalText } from './withdrawing'

const REPLACE_BY = '2026-11-30T22:38:00Z'

const now = (said: object) =>
  ({ attempts_left: 2, ...said }) as unknown as Schemas['SubmissionView']

test('the sheet says how often, and until when', () => {
  const { zh, en } = withdrawalText(now({ deadline_after_withdrawal: REPLACE_BY }), Date.parse('2026-11-29T00:00:00Z'))
  expect(zh).toContain('还可提交 3 次，请在 12月1日 06:38 前完成')
  expect(en).toContain('3 submissions are left')
})

test('the last submission comes back with its withdrawal', () => {
  const last = now({ deadline_after_withdrawal: REPLACE_BY, attempts_left: 0 })
  const { zh, en } = withdrawalText(last, Date.parse('2026-11-29T00:00:00Z'))
  expect(zh).toContain('不占提交次数')
  expect(zh).toContain('还可提交 1 次')
  expect(en).toContain('1 submission is left')
})

test('a time that is over is said before the tap', () => {
  const { zh } = withdrawalText(now({ deadline_after_withdrawal: REPLACE_BY }), Date.parse('2026-12-02T00:00:00Z'))
  expect(zh).toContain('就不能再提交')
})
