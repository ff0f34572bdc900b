import { mount } from '@vue/test-utils'
import { afterEach, expect, test, vi } from 'vitest'
import { nextTick } from 'vue'

import type { Schemas } from '@caixiang/shared/api/types'

import { language } from '../../lib/language'
import { message } from '../../testing'

import MessageTable from './MessageTable.vue'

const WRITTEN_MS = Date.parse(message().created_at)
const MINUTE_MS = 60_000

function tableOf(said: Partial<Parameters<typeof message>[0]> = {}, isCovered = false, nowMs = WRITTEN_MS) {
  const shown = message(said)
  return mount(MessageTable, {
    props: { messages: [shown], newcomers: new Map(), isCovered, nowMs },
    attachTo: document.body,
  })
}

afterEach(() => {
  language.value = 'zh'
})

test('a code stands out, with whom it is for and how long it lasts', async () => {
  language.value = 'zh'
  const table = tableOf()
  await nextTick()
  expect(table.find('.digits').text()).toBe('672233')
  expect(table.text()).toContain('138****1110')
  expect(table.text()).toContain('登录验证码')
  expect(table.text()).toContain('5 分钟内有效')
})

test('a covered code is nowhere on the page, and can be copied', async () => {
  const writeText = vi.fn(() => Promise.resolve())
  vi.stubGlobal('navigator', { clipboard: { writeText }, language: 'zh-CN' })
  const table = tableOf({}, true)
  expect(table.html()).not.toContain('672233')
  expect(table.find('.digits').attributes('aria-label')).toBe('验证码已遮住')
  const button = table.find('.copy')
  expect(button.attributes('aria-label')).toBe('复制 138****1110 的验证码')
  await button.trigger('click')
  expect(writeText).toHaveBeenCalledWith('672233')
  await vi.waitFor(() => {
    expect(table.find('.copy').text()).toBe('已复制')
  })
  vi.unstubAllGlobals()
})

test('an old code is told apart by a word', () => {
  const table = tableOf({}, false, WRITTEN_MS + 5 * MINUTE_MS)
  expect(table.find('.state').text()).toBe('已过期')
})

test('messages without a code are words alone', () => {
  const table = tableOf({ template: 'rejected', text: '照片没有通过审核。' })
  expect(table.find('.digits').exists()).toBe(false)
  expect(table.text()).toContain('照片未通过')
})

test('a message that is new to the console is still shown', () => {
  language.value = 'en'
  // A newer service may send kinds and channels that this page does not know.
  const template = 'portrait-printed' as Schemas['KeptMessageView']['template']
  const channel = 'pigeon' as Schemas['Channel']
  const table = tableOf({ template, channel, text: 'It is printed.' })
  expect(table.text()).toContain('Other message')
  expect(table.text()).toContain('pigeon')
})

test('letters keep their lines', () => {
  const text = '<b>名单</b>\n\n见附件。'
  expect(tableOf({ template: 'letter', channel: 'mail', text }).find('.words').element.textContent).toBe(text)
})
