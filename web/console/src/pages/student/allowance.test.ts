import { expect, test } from 'vitest'

import { allowanceAdvice, bodyOf } from './allowance'
import { STUDENT_WORDS } from './words'

const GOOD = { attempts: '1', checks: '', reason: 'service-fault' }
const FINE = { attempts: undefined, checks: undefined, reason: undefined }

test.each([
  ['one more', GOOD, FINE],
  ['nothing of both', { ...GOOD, attempts: '0' }, { ...FINE, attempts: STUDENT_WORDS.nothing }],
  ['too many', { ...GOOD, attempts: '21', checks: '101' }, { ...FINE, attempts: STUDENT_WORDS.tooManyAttempts, checks: STUDENT_WORDS.tooManyChecks }],
  ['no number', { ...GOOD, checks: '-1' }, { ...FINE, checks: STUDENT_WORDS.tooManyChecks }],
  ['no reason', { ...GOOD, reason: '' }, { ...FINE, reason: STUDENT_WORDS.reasonMissing }],
])('%s', (_, values, expected) => {
  expect(allowanceAdvice(values)).toEqual(expected)
})

test('an empty field gives nothing of it', () => {
  expect(bodyOf({ attempts: ' 2 ', checks: '', reason: 'review-mistake' })).toEqual({ attempts: 2, checks: 0, reason: 'review-mistake' })
})
