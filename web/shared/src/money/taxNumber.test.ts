import { expect, test } from 'vitest'

import { faultOf, liveAdvice, taxNumberOf } from './taxNumber'

/** The example of GB 32100-2015. */
const RIGHT = '91350100M000100Y43'

test.each([
  [RIGHT, undefined],
  [' 91350100m000 100y43 ', undefined],
  ['９１３５０１００Ｍ０００１００Ｙ４３', undefined],
  ['440106123456789', undefined],
  ['91350100M000100Y44', 'check-sign'],
  ['91350100M000100Y4O', 'form'],
  ['44010612345678', 'form'],
  ['', 'form'],
])('%s', (typed, fault) => {
  expect(faultOf(typed)).toBe(fault)
})

test('one wrong sign is always found', () => {
  const signs = '0123456789ABCDEFGHJKLMNPQRTUWXY'
  for (let place = 0; place < RIGHT.length; place += 1) {
    for (const sign of signs) {
      if (RIGHT[place] === sign) continue
      const wrong = RIGHT.slice(0, place) + sign + RIGHT.slice(place + 1)
      expect(faultOf(wrong), wrong).toBe('check-sign')
    }
  }
})

test('it is told once there are enough signs, and not before', () => {
  expect(liveAdvice('91350100M0')).toBeUndefined()
  expect(liveAdvice('440106123456789')).toBeUndefined()
  expect(liveAdvice('91350100M000100Y44')?.zh).toMatch(/校验位/)
  expect(liveAdvice(RIGHT)).toBeUndefined()
  expect(taxNumberOf(' 9135 0100m')).toBe('91350100M')
})
