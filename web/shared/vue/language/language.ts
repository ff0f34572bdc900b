/** The language of the pages: what was chosen, else what the system speaks. */
import { languageOf } from '../../src/text/text'
import type { Language, Text } from '../../src/text/text'
import { keptChoice } from '../kept/kept'
import type { Keeper } from '../kept/kept'

/** Makes the language of an app. `locale` is the system's, such as `zh-CN`; empty where it says nothing. */
export function createLanguage(keeper: Keeper, locale: () => string) {
  const language = keptChoice<Language>(keeper, 'language', (kept) =>
    kept === 'zh' || kept === 'en' ? kept : languageOf(locale()),
  )

  /** A text in the present language. */
  function say(text: Text): string {
    return text[language.value]
  }

  /** A text with something in its place `{}`. */
  function sayWith(text: Text, value: string | number): string {
    return say(text).replace('{}', String(value))
  }

  return { language, say, sayWith }
}
