/** Words for people, always in both languages. */
import type { Schemas } from '../api/types'

/** A language of the interface. */
export type Language = Schemas['Language']

/** A text in both languages. */
export type Text = Schemas['TextView']

/** The language for a system's setting, such as `zh-CN` or `en_GB`: Chinese unless it is English. */
export function languageOf(locale: string): Language {
  return /^en\b/i.test(locale.replace('_', '-')) ? 'en' : 'zh'
}
