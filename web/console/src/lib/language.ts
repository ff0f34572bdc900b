/** The language of the pages: what was chosen, else what the browser speaks. */
import { watch } from 'vue'

import { tagOf } from '@caixiang/shared/text/text'
import { createLanguage } from '@caixiang/shared/vue/language/language'

import { keeper } from './keeper'

export const { language, say, sayWith } = createLanguage(keeper, () => navigator.language)

/** Tells screen readers and the choice of glyphs which language the pages are in. */
export function followLanguage(root: HTMLElement): void {
  watch(
    language,
    (chosen) => {
      root.lang = tagOf(chosen)
    },
    { immediate: true },
  )
}
