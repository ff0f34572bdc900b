import { expect, test } from 'vitest'

import { message } from '../../testing'

import { coveredWords, signInCodeOf } from './signInCode'

const FIVE_MINUTES_LATER = Date.parse('2026-11-25T12:48:39.695171+08:00')

test('the code and its end are in the words', () => {
  expect(signInCodeOf(message())).toEqual({ digits: '672233', validUntilMs: FIVE_MINUTES_LATER })
})

test('English words carry them the other way round', () => {
  const text = '012345 is your sign-in code, valid for 5 minutes. Do not share it.'
  expect(signInCodeOf(message({ text }))).toEqual({ digits: '012345', validUntilMs: FIVE_MINUTES_LATER })
})

test('a code that proves a mail address is covered too, a link is not taken for one', () => {
  const text = '采像邮箱验证码\n\n验证码 123456，5 分钟内有效。用于把你的毕业证照片发到这个邮箱。'
  expect(signInCodeOf(message({ template: 'letter-with-code', text }))).toEqual({ digits: '123456', validUntilMs: FIVE_MINUTES_LATER })
  expect(signInCodeOf(message({ template: 'letter-with-portrait', text: 'https://caixiang.example/portrait#123456' }))).toBeUndefined()
})

test('other messages have dates and numbers, and no code', () => {
  const text = '请在 2026 年 11月26日 11:46 前打开采像重拍。'
  expect(signInCodeOf(message({ template: 'replace-soon', text }))).toBeUndefined()
})

test('other words of a code leave its end open', () => {
  expect(signInCodeOf(message({ text: '验证码 0123' }))?.validUntilMs).toBeUndefined()
  expect(signInCodeOf(message({ text: '验证码已发送' }))).toBeUndefined()
})

test('covered words do not show the code', () => {
  expect(coveredWords(message().text, '672233')).toMatch(/^验证码 ••••••，5 分钟内有效/)
})
