import { expect, test } from 'vitest'

import { passwordAdvice } from './password'
import { ACCOUNT } from './words'

const GOOD = 'correct horse'

test.each([
  ['a good one', ['old', GOOD, GOOD], {}],
  ['nothing at all', ['', '', ''], { current: ACCOUNT.currentMissing, anew: ACCOUNT.short }],
  ['nine signs of three bytes each', ['old', '密码密码密码密码密', '密码密码密码密码密'], { anew: ACCOUNT.short }],
  ['ten signs beyond the plain', ['old', '𠮷'.repeat(10), '𠮷'.repeat(10)], {}],
  ['too many bytes', ['old', '密'.repeat(86), '密'.repeat(86)], { anew: ACCOUNT.tooLong }],
  ['the present one', [GOOD, GOOD, GOOD], { anew: ACCOUNT.same }],
  ['typed differently', ['old', GOOD, 'correct house'], { again: ACCOUNT.againWrong }],
] as const)('%s', (_, [current, anew, again], expected) => {
  expect(passwordAdvice({ current, anew, again })).toEqual({ current: undefined, anew: undefined, again: undefined, ...expected })
})
