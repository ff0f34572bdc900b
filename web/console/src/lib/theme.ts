/** Light or dark: what was chosen, else what the system asks for. */
import { computed, ref, watch } from 'vue'

import { followSystemTheme } from '@caixiang/shared/browser/systemTheme'
import { keptChoice } from '@caixiang/shared/vue/kept/kept'

import { keeper } from './keeper'

const isSystemDark = ref(false)
followSystemTheme((is) => {
  isSystemDark.value = is
})

const chosen = keptChoice<'light' | 'dark' | 'system'>(keeper, 'theme', (kept) =>
  kept === 'light' || kept === 'dark' ? kept : 'system',
)

/** Whether the pages are dark. */
export const isDark = computed(() =>
  chosen.value === 'system' ? isSystemDark.value : chosen.value === 'dark',
)

/** Changes to the other one; where that is what the system asks for, the pages follow it again. */
export function changeTheme(): void {
  const wantsDark = !isDark.value
  chosen.value = wantsDark === isSystemDark.value ? 'system' : wantsDark ? 'dark' : 'light'
}

/** Tells the style sheets, ours and the kit's. */
export function followTheme(root: HTMLElement): void {
  watch(
    isDark,
    (dark) => {
      root.classList.toggle('dark', dark)
    },
    { immediate: true },
  )
}
