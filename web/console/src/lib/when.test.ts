import { expect, test } from 'vitest'

import { clockText, dayText } from './when'

const NOON = Date.parse('2026-03-01T12:00:00+08:00')

function check(instant: string, zh: string, en: string) {
  expect(dayText(Date.parse(instant), NOON)).toEqual({ zh, en })
}

test('days are those of China', () => {
  check('2026-03-01T00:00:00+08:00', '今天', 'today')
  check('2026-02-28T23:59:59+08:00', '昨天', 'yesterday')
  check('2026-02-27T20:00:00Z', '昨天', 'yesterday')
  check('2026-02-27T12:00:00+08:00', '2月27日', '27 Feb')
})

test('so is the clock', () => {
  expect(clockText(Date.parse('2026-02-28T16:05:09Z'))).toBe('00:05:09')
})
