/** The language of the pages: what the student chose, else what the phone speaks. */
import { ref } from 'vue'

import { languageOf } from '../../../shared/src/index'
import type { Language, Text } from '../../../shared/src/index'

const STORED = 'language'

/** The present language. */
export const language = ref<Language>('zh')

/** What the last visit left, or the phone's language. */
export function restoreLanguage(): void {
  const kept: unknown = uni.getStorageSync(STORED)
  language.value = kept === 'zh' || kept === 'en' ? kept : languageOf(uni.getSystemInfoSync().language ?? '')
}

/** Chooses a language for this and later visits. */
export function chooseLanguage(chosen: Language): void {
  language.value = chosen
  uni.setStorageSync(STORED, chosen)
}

/** A text in the present language. */
export function say(text: Text): string {
  return text[language.value]
}

/** A text with something in its place `{}`. */
export function sayWith(text: Text, value: string | number): string {
  return say(text).replace('{}', String(value))
}
