import { expect, test } from 'vitest'

import type { Schemas } from '../api/types'

import { isBlocked, standText, wayOnOf } from './standing'

type Submission = Schemas['SubmissionView']

function submission(some: Partial<Submission>): Submission {
  return { attempts_left: 2, checks_left: 3, state: 'rejected', deadline: '2026-12-08T18:00:00+08:00', ...some } as Submission
}

const ASK = { step: 'ask-centre' } as const

test.each([
  ['no attempt is left', { attempts_left: 0, next_step: ASK }, '可提交的次数用完了'],
  ['no check is left and none comes back in time', { checks_left: 0, next_step: ASK }, '检查次数用完了，请联系采集中心增加'],
  ['a check comes back', { checks_left: 0, next_step: { step: 'await-check', next_check_at: '2026-12-02T09:00:00+08:00' } }, '恢复一次'],
  ['staff took the photo out', { state: 'voided', next_step: ASK }, '作废了'],
  ['the time of the replacement has passed', { next_step: { step: 'over' } }, '能提交的时间'],
  ['the collection ended', { state: 'expired', deadline: null, next_step: { step: 'over' } }, '这个批次的采集已经结束'],
  ['nobody is taken at this hour', { next_step: { step: 'come-back', acceptance: 'paused' } }, '暂停了这个批次'],
] as readonly (readonly [string, Partial<Submission>, string])[])('why is told: %s', (_, some, words) => {
  const now = submission(some)
  expect(isBlocked(now)).toBe(true)
  expect(standText(now).zh).toContain(words)
  expect(standText(now).en).not.toBe('')
})

test('who can go on is not blocked', () => {
  const now = submission({ next_step: { step: 'replace-photo' } })
  expect(isBlocked(now)).toBe(false)
  expect(standText(now).zh).toContain('重拍一张')
})

test('where the collection is over the way on is an individual shot, else the centre', () => {
  expect(wayOnOf(submission({ next_step: { step: 'over' } }))).toBe('alone')
  expect(wayOnOf(submission({ next_step: ASK }))).toBe('ask')
})
