import { expect, test } from 'vitest'

import { agoText, deadlineText, isUrgent, remainingText, startText } from './moment'

const NOW = Date.parse('2023-10-01T12:00:00+08:00')

test('instants are those of a clock in China', () => {
  expect(startText('2023-10-13T10:00:00Z', NOW)).toEqual({ zh: '10月13日 18:00', en: '13 Oct 18:00' })
  expect(startText('2023-10-13T16:00:00Z', NOW)).toEqual({ zh: '10月14日 00:00', en: '14 Oct 00:00' })
  expect(startText('2024-01-05T08:05:00+08:00', NOW).zh).toBe('1月5日 08:05')
})

test('a deadline at midnight belongs to the day that ends', () => {
  expect(deadlineText('2023-10-14T00:00:00+08:00', NOW).zh).toBe('10月13日 24:00')
  expect(deadlineText('2023-10-14T00:00:00+08:00', NOW).en).toBe('13 Oct 24:00')
  expect(deadlineText('2023-10-13T18:00:00+08:00', NOW).zh).toBe('10月13日 18:00')
})

test('far away, the year is told', () => {
  expect(startText('2099-01-01T00:00:00+08:00', NOW)).toEqual({ zh: '2099年1月1日 00:00', en: '1 Jan 2099 00:00' })
  expect(deadlineText('2022-10-14T00:00:00+08:00', NOW).zh).toBe('2022年10月13日 24:00')
})

function checkRemaining(deadline: string, now: string, expected: string): void {
  expect(remainingText(deadline, Date.parse(now)).zh).toBe(expected)
}

test('what is left is counted in days of the calendar', () => {
  const deadline = '2023-10-13T18:00:00+08:00'
  checkRemaining(deadline, '2023-10-01T23:59:00+08:00', '还有 12 天')
  checkRemaining(deadline, '2023-10-11T00:00:00+08:00', '还有 2 天')
  checkRemaining(deadline, '2023-10-13T18:00:00+08:00', '已经截止')
})

test('midnight is the end of the last day, not another day', () => {
  const deadline = '2023-10-14T00:00:00+08:00'
  checkRemaining(deadline, '2023-10-13T08:00:00+08:00', '今天截止，还有 16 小时')
  checkRemaining(deadline, '2023-10-12T08:00:00+08:00', '明天截止，还有 40 小时')
})

test('under two days, hours are counted, and minutes in the last one', () => {
  const deadline = '2023-10-13T18:00:00+08:00'
  checkRemaining(deadline, '2023-10-11T18:00:00+08:00', '还有 2 天')
  checkRemaining(deadline, '2023-10-11T18:01:00+08:00', '还有 47 小时')
  checkRemaining(deadline, '2023-10-12T18:00:00+08:00', '明天截止，还有 24 小时')
  checkRemaining(deadline, '2023-10-13T17:01:00+08:00', '今天截止，还有 59 分钟')
  checkRemaining(deadline, '2023-10-13T17:59:59+08:00', '今天截止，还有 1 分钟')
  expect(remainingText(deadline, Date.parse('2023-10-13T16:00:00+08:00')).en).toBe('ends today, 2 hours left')
  expect(isUrgent(deadline, Date.parse('2023-10-11T18:00:00+08:00'))).toBe(false)
  expect(isUrgent(deadline, Date.parse('2023-10-11T18:01:00+08:00'))).toBe(true)
})

test('what happened is told from now, and after a day by its date', () => {
  const at = '2023-10-13T18:00:00+08:00'
  const check = (now: string, expected: string) => {
    expect(agoText(at, Date.parse(now)).zh).toBe(expected)
  }
  check('2023-10-13T17:59:00+08:00', '刚刚')
  check('2023-10-13T18:05:00+08:00', '5 分钟前')
  check('2023-10-13T19:59:00+08:00', '1 小时前')
  check('2023-10-14T18:00:00+08:00', '10月13日 18:00')
  expect(agoText(at, Date.parse('2023-10-13T19:59:00+08:00')).en).toBe('1 hour ago')
})
