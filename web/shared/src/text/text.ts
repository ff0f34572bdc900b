/** Words for people, always in both languages. */
import type { Schemas } from '../api/types'

/** A language of the interface. */
export type Language = Schemas['Language']

/** A text in both languages. */
export type Text = Schemas['TextView']

/**
 * The sentences of a text, for who reads them one by one: a law's paragraph is easier as a list. Nothing
 * is left out, so that what is agreed to is what is shown.
 */
export function sentencesOf(text: string): readonly string[] {
  const sentences = text.match(/[^。]+?(?:。|\.(?=\s|$)|$)/g) ?? []
  return sentences.map((sentence) => sentence.trim()).filter((sentence) => sentence !== '')
}

/** A text in both languages, Chinese first. */
export function text(zh: string, en: string): Text {
  return { zh, en }
}

/** The name of a language as browsers and screen readers know it. */
export function tagOf(language: Language): string {
  return language === 'zh' ? 'zh-CN' : 'en'
}

/** The language for a system's setting, such as `zh-CN` or `en_GB`: Chinese unless it is English. */
export function languageOf(locale: string): Language {
  return /^en\b/i.test(locale.replace('_', '-')) ? 'en' : 'zh'
}
