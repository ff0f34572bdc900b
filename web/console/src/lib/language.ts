/** The language of the pages: what was chosen, else what the browser speaks. */
import { watch } from 'vue'

import { languageOf } from '../../../shared/src/index'
import type { Language, Text } from '../../../shared/src/index'

import { keptChoice } from './kept'

/** The present language. */
export const language = keptChoice<Language>('language', (kept) =>
  kept === 'zh' || kept === 'en' ? kept : languageOf(navigator.language),
)

/** A text in the present language. */
export function say(text: Text): string {
  return text[language.value]
}

/** Tells screen readers and the choice of glyphs which language the pages are in. */
export function followLanguage(root: HTMLElement): void {
  watch(
    language,
    (chosen) => {
      root.lang = chosen === 'zh' ? 'zh-CN' : 'en'
    },
    { immediate: true },
  )
}
