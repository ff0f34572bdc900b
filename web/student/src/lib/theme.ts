/** Whether the phone asks for dark pages: pictures that we draw cannot take their colours from the page. */
import { readonly, ref } from 'vue'

const dark = ref(false)

/** Whether pages are dark now. */
export const isDark = readonly(dark)

/** A question about the phone's looks, asked the older way, which is all that phones of 2019 know. */
interface LooksQuery {
  readonly matches: boolean
  readonly addListener: (tell: (change: { readonly matches: boolean }) => void) => void
}

let isWatching = false

/** Begins to follow the phone, once. */
export function followTheme(): void {
  if (isWatching) return
  isWatching = true
  // #ifdef H5
  const asked: LooksQuery = window.matchMedia('(prefers-color-scheme: dark)')
  dark.value = asked.matches
  asked.addListener((change) => {
    dark.value = change.matches
  })
  // #endif
  // #ifdef MP-WEIXIN
  const { theme } = uni.getSystemInfoSync() as { readonly theme?: string }
  dark.value = theme === 'dark'
  uni.onThemeChange((change: { readonly theme: string }) => {
    dark.value = change.theme === 'dark'
  })
  // #endif
}
