/** Whether the phone asks for dark pages: pictures that we draw cannot take their colours from the page. */
import { readonly, ref } from 'vue'

// #ifdef H5
import { followSystemTheme } from '@caixiang/shared/browser/systemTheme'
// #endif

const dark = ref(false)

/** Whether pages are dark now. */
export const isDark = readonly(dark)

let isWatching = false

/** Begins to follow the phone, once. */
export function followTheme(): void {
  if (isWatching) return
  isWatching = true
  // #ifdef H5
  followSystemTheme((is) => {
    dark.value = is
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
