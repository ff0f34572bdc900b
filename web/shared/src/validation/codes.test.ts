import { describe, expect, test } from 'vitest'

import {
  liveFeatureCode,
  parseFeatureCode,
  parseLastFour,
  parseLinkSlug,
  parseSchoolCode,
  parseSignInCode,
  parseStudentNumber,
} from './codes'

type Cases = readonly (readonly [text: string, expected: string | undefined])[]

function check(parse: (text: string) => string | undefined, cases: Cases): void {
  for (const [text, expected] of cases) expect(parse(text), JSON.stringify(text)).toBe(expected)
}

describe('feature codes', () => {
  test('as issued are kept', () => {
    check(parseFeatureCode, [
      ['J9VG24', 'J9VG24'],
      ['EK43', 'EK43'],
      ['610967', '610967'],
      ['zqxslh', 'zqxslh'],
      [' ｊ9VG24 ', 'j9VG24'],
    ])
  })

  test('are four to eight letters and digits', () => {
    for (const text of ['', 'EK4', 'J9VG24J9V', 'J9 VG24', '特征码一二', 'J9VG-4', 'EK43\n\u0000']) {
      check(parseFeatureCode, [[text, undefined]])
    }
  })
})

test('feature codes are put right while they are typed, and nothing is taken away', () => {
  const cases = [
    ['j9vg24', 'J9VG24'],
    [' ｊ９ vg 24', 'J9VG24'],
    ['特征码J9', '特征码J9'],
    ['ß', 'ß'],
  ] as const
  for (const [typed, shown] of cases) expect(liveFeatureCode(typed)).toBe(shown)
})

describe('last four characters', () => {
  test('are taken of four or of the whole number', () => {
    check(parseLastFour, [
      ['002X', '002X'],
      ['002x', '002X'],
      [' 0 0-2 ｘ ', '002X'],
      ['１２３４', '1234'],
      ['A123456(7)', '4567'],
      ['A123456（7）', '4567'],
      ['11010519491231002X', '002X'],
      ['**************002X', '002X'],
    ])
  })

  test('are not fewer, and letters or digits', () => {
    check(parseLastFour, [
      ['', undefined],
      ['02X', undefined],
      ['*02X', undefined],
      ['零02X', undefined],
      ['😀02X', undefined],
    ])
  })
})

test('school codes are five digits', () => {
  check(parseSchoolCode, [
    [' 10576 ', '10576'],
    ['1057', undefined],
    ['105760', undefined],
    ['1057X', undefined],
    ['１０５７６', undefined],
  ])
})

test('student numbers lose their spaces', () => {
  check(parseStudentNumber, [
    [' 2019 0101ｘ ', '20190101X'],
    ['0001-2', '0001-2'],
    ['', undefined],
    ['1'.repeat(33), undefined],
    ['学号1', undefined],
  ])
})

test('codes of messages are six digits', () => {
  check(parseSignInCode, [
    [' 012 345 ', '012345'],
    ['０１２３４５', '012345'],
    ['12345', undefined],
    ['1234567', undefined],
    ['12345O', undefined],
  ])
})

test('ends of links are small letters', () => {
  check(parseLinkSlug, [
    ['SGXY-2023', 'sgxy-2023'],
    ['abc', undefined],
    ['a'.repeat(33), undefined],
    ['a/../b', undefined],
  ])
})
