import { expect, test } from 'vitest'

import { text } from '../../src/text/text'

import { createLanguage } from './language'

function languageWith(kept: unknown, locale: string) {
  const written: unknown[] = []
  const keeper = { read: () => kept, write: (_: string, value: unknown) => written.push(value) }
  return { ...createLanguage(keeper, () => locale), written }
}

test('the choice of an earlier visit goes before what the system speaks', () => {
  expect(languageWith('zh', 'en-GB').language.value).toBe('zh')
  expect(languageWith(undefined, 'en-GB').language.value).toBe('en')
  expect(languageWith('fr', '').language.value).toBe('zh')
})

test('texts follow the language, and it is kept', () => {
  const { language, say, sayWith, written } = languageWith(undefined, 'zh-CN')
  const count = text('{} 条消息', '{} messages')
  expect(say(text('首页', 'Home'))).toBe('首页')
  expect(sayWith(count, 3)).toBe('3 条消息')
  language.value = 'en'
  expect(say(text('首页', 'Home'))).toBe('Home')
  expect(sayWith(count, 3)).toBe('3 messages')
  expect(written).toEqual(['en'])
})
