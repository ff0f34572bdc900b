/** What is typed into a search field whose words stand in the address. */
import { ref, watch } from 'vue'
import type { Ref } from 'vue'

/**
 * The field's text: the address follows it. It does not hang on the address itself, which lags behind and leaves
 * out spaces at the end, so that a letter would be lost while somebody types fast.
 */
export function useTyped(said: () => string, change: (words: string) => void): Ref<string> {
  const typed = ref(said())
  watch(typed, (words) => {
    if (words.trim() !== said().trim()) change(words)
  })
  watch(said, (words) => {
    if (words.trim() !== typed.value.trim()) typed.value = words
  })
  return typed
}
