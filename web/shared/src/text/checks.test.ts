import { expect, test } from 'vitest'

import type { Schemas } from '../api/types'

import { usedUpText } from './checks'

const NEXT = '2026-11-30T06:30:00Z'

const now = (step: string) =>
  ({ next_step: { step, next_check_at: NEXT }, next_check_at: NEXT }) as unknown as Schemas['SubmissionView']

test('it is said when the next check comes back', () => {
  const { zh, en } = usedUpText(now('await-check'))
  expect(zh).toContain('11月30日 14:30 恢复一次')
  expect(en).toContain('30 Nov 14:30')
  expect(usedUpText(now('look-and-submit')).zh).toContain('恢复一次')
})

test('where none comes back in time, the centre helps', () => {
  const { zh, en } = usedUpText(now('ask-centre'))
  expect(zh).toContain('请联系采集中心增加')
  expect(zh).not.toContain('恢复')
  expect(en).not.toContain('comes back')
})
