import { expect, test } from 'vitest'

import { contactParts, phoneText } from './contact'

function check(contact: string, dialled: readonly string[], rest: string): void {
  const parts = contactParts(contact)
  expect(parts.numbers.map((number) => number.dialled)).toEqual(dialled)
  expect(parts.rest).toBe(rest)
}

test('a number rings, and its hours stay beside it', () => {
  check('020-0000 0000（9:00–17:00，示例号码）', ['02000000000'], '9:00–17:00，示例号码')
  check('020-12345678 (9:00-11:30, 13:30-17:00)', ['02012345678'], '9:00-11:30, 13:30-17:00')
  check('客服 13812345678', ['13812345678'], '客服')
  check('0751-8123456', ['07518123456'], '')
})

test('several numbers, and those of companies', () => {
  check('400-820-1234 / 138 1234 5678', ['4008201234', '13812345678'], '')
  check('+86 138-1234-5678', ['+8613812345678'], '')
})

test('what is no telephone number stays text', () => {
  check('微信公众号：采集服务', [], '微信公众号：采集服务')
  check('2026-10-13 9:00–17:00', [], '2026-10-13 9:00–17:00')
  check('QQ 123456789012', [], 'QQ 123456789012')
  check('', [], '')
})

test('numbers are shown in groups', () => {
  expect(phoneText('+8613800001122')).toBe('138 0000 1122')
  expect(phoneText('+85251234567')).toBe('+852 5123 4567')
  expect(phoneText('+886912345678')).toBe('+886 91234 5678')
  expect(phoneText('12345')).toBe('12345')
})
