import { describe, expect, onTestFinished, test, vi } from 'vitest'

import type { Schemas } from '../api/types'

import { fieldAdvice } from './fields'
import { acceptanceText, nextStep } from './nextSteps'
import { STATIONS, degreeState, stationsPassed, submissionState } from './states'
import type { SubmissionStateName } from './states'
import type { Text } from './text'
import { languageOf, sentencesOf } from './text'

const OPENS_AT = '2023-09-06T08:30:00+08:00'

const ACCEPTANCES: readonly Schemas['AcceptanceView'][] = [
  { acceptance: 'open' },
  { acceptance: 'not-announced' },
  { acceptance: 'not-yet', opens_at: OPENS_AT },
  { acceptance: 'outside-hours', next: OPENS_AT },
  { acceptance: 'paused' },
  { acceptance: 'closed' },
]

const STEPS = [
  'take-photo',
  'look-and-submit',
  'submit-again',
  'replace-photo',
  'await-review',
  'done',
  'ask-centre',
  'over',
] as const

const STATES: readonly SubmissionStateName[] = [
  'awaiting-photo',
  'awaiting-confirmation',
  'awaiting-review',
  'withdrawn',
  'rejected',
  'approved',
  'voided',
  'expired',
]

/** The tone of the house: whole sentences, no exclamation marks, no blame, no formal 您. */
function checkSentence({ zh, en }: Text): void {
  expect(zh).toMatch(/。$/)
  expect(en).toMatch(/\.$/)
  expect(zh + en).not.toMatch(/[!！您]|失败/)
  expect(en).toMatch(/^[\x20-\x7e]+$/)
}

describe('words', () => {
  test('of next steps are sentences in the tone of the house', () => {
    for (const step of STEPS) checkSentence(nextStep({ step }).sentence)
    for (const acceptance of ACCEPTANCES) checkSentence(acceptanceText(acceptance))
  })

  test('of fields are sentences in the tone of the house', () => {
    const fields = ['phone', 'signInCode', 'featureCode', 'lastFour', 'schoolCode'] as const
    for (const field of [...fields, 'studentNumber'] as const) checkSentence(fieldAdvice(field))
  })

  test('of states are short and differ', () => {
    const labels = STATES.map((state) => submissionState(state).label)
    expect(new Set(labels.map(({ zh }) => zh)).size).toBe(STATES.length)
    expect(new Set(labels.map(({ en }) => en)).size).toBe(STATES.length)
    for (const { zh } of labels) expect(zh.length).toBeLessThanOrEqual(4)
  })
})

test('whoever has to come back learns when', () => {
  vi.setSystemTime('2023-09-01')
  onTestFinished(() => {
    vi.useRealTimers()
  })
  const words = nextStep({ step: 'come-back', acceptance: 'not-yet', opens_at: OPENS_AT })
  expect(words.sentence.zh).toBe('采集于 9月6日 08:30 开始，请到时再来。')
  expect(words.action).toBeUndefined()
})

test('there is a button exactly where the student can do something', () => {
  const withButton = STEPS.filter((step) => nextStep({ step }).action !== undefined)
  expect(withButton).toEqual([
    'take-photo',
    'look-and-submit',
    'submit-again',
    'replace-photo',
    'ask-centre',
    'over',
  ])
})

test('what waits for the student stands out', () => {
  const waiting = STATES.filter((state) => submissionState(state).tone === 'attention')
  expect(waiting).toEqual(['awaiting-photo', 'awaiting-confirmation', 'withdrawn', 'rejected'])
  expect(degreeState('proposed').tone).toBe('attention')
})

test('a rejected photo goes back to the first station', () => {
  expect(stationsPassed('rejected')).toBe(0)
  expect(stationsPassed('awaiting-review')).toBe(1)
  expect(stationsPassed('approved')).toBe(2)
  expect(stationsPassed('approved', { step: 'preparing' })).toBe(2)
  expect(stationsPassed('approved', { step: 'refused' })).toBe(3)
  expect(stationsPassed('approved', { step: 'accepted' })).toBe(4)
  expect(stationsPassed('approved', { step: 'accepted', identity: 'uncertain' })).toBe(3)
  for (const state of STATES) expect(stationsPassed(state)).toBeLessThan(STATIONS.length)
})

test('the language follows the system', () => {
  expect(languageOf('en-GB')).toBe('en')
  expect(languageOf('en_US')).toBe('en')
  expect(languageOf('zh-Hans-CN')).toBe('zh')
  expect(languageOf('')).toBe('zh')
})

test('a text falls into its sentences and loses nothing', () => {
  expect(sentencesOf('需要手机号。照片由程序检查；合格后交学信网。')).toEqual([
    '需要手机号。',
    '照片由程序检查；合格后交学信网。',
  ])
  expect(sentencesOf('It takes 1.5 days. You can stop.')).toEqual(['It takes 1.5 days.', 'You can stop.'])
  expect(sentencesOf('没有句号')).toEqual(['没有句号'])
  expect(sentencesOf('')).toEqual([])
})
