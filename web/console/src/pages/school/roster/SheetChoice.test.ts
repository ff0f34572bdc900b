import { mount } from '@vue/test-utils'
import { afterEach, expect, test } from 'vitest'

import { language } from '../../../lib/language'

import SheetChoice from './SheetChoice.vue'

const SHEETS = [
  { name: '说明', rows: 3, read: false },
  { name: '2024届', rows: 120, read: true },
  { name: '2025届', rows: 80, read: true },
]

function choiceOf(sheets: typeof SHEETS, modelValue = '') {
  return mount(SheetChoice, { props: { sheets, modelValue, isDisabled: false } })
}

afterEach(() => {
  language.value = 'zh'
})

test('of several sheets one is chosen, told with its rows and whether it was read', async () => {
  language.value = 'zh'
  const choice = choiceOf(SHEETS)
  const words = choice.findAll('option').map((option) => option.text())
  expect(words).toEqual(['所有学生名单', '说明 · 3 行 · 未读取', '2024届 · 120 行 · 已读取', '2025届 · 80 行 · 已读取'])
  expect(choice.get('label').attributes('for')).toBe(choice.get('select').attributes('id'))
  await choice.get('select').setValue('2025届')
  expect(choice.emitted('update:modelValue')).toEqual([['2025届']])
})

test('a file of one sheet or none asks nothing', () => {
  expect(choiceOf(SHEETS.slice(1, 2)).find('select').exists()).toBe(false)
  expect(choiceOf([]).find('select').exists()).toBe(false)
})

test('a sheet that the mended file has not any more is still said, so that another can be chosen', () => {
  const choice = choiceOf(SHEETS.slice(0, 1), '2023届')
  expect(choice.get('select').element.value).toBe('2023届')
  expect(choice.findAll('option').map((option) => option.element.value)).toEqual(['', '2023届', '说明'])
})
