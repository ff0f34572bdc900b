/** Where the console keeps choices between visits: the browser's storage. */
import type { Keeper } from '@caixiang/shared/vue/kept/kept'

export const keeper: Keeper = {
  read(name) {
    try {
      const kept = localStorage.getItem(key(name))
      return kept === 'on' || kept === 'off' ? kept === 'on' : kept
    } catch {
      // Browsers can forbid it; then a choice lasts as long as the page.
      return undefined
    }
  },
  write(name, value) {
    try {
      localStorage.setItem(key(name), typeof value === 'boolean' ? (value ? 'on' : 'off') : value)
    } catch {
      // As above.
    }
  },
}

/** Calls `told` whenever another tab has written; until the returned function is called. */
export function onOtherTab(told: () => void): () => void {
  window.addEventListener('storage', told)
  return () => {
    window.removeEventListener('storage', told)
  }
}

function key(name: string): string {
  // The student's app is on the same host.
  return `caixiang-console.${name}`
}
