/**
 * What a reload must not lose and nobody shall find later: kept with the browser's tab, gone with it. A
 * mini-program is not reloaded; there it is kept in memory alone.
 */

/** What the tab holds under a name; empty without anything. */
export function readInTab(name: string): string {
  let kept = ''
  // #ifdef H5
  kept = storage()?.getItem(name) ?? ''
  // #endif
  return kept
}

/** Keeps a text with the tab; an empty one is forgotten. */
export function keepInTab(name: string, value: string): void {
  // #ifdef H5
  try {
    if (value === '') storage()?.removeItem(name)
    else storage()?.setItem(name, value)
  } catch {
    // A full storage: a reload asks again.
  }
  // #endif
}

function storage(): Storage | undefined {
  return typeof sessionStorage === 'undefined' ? undefined : sessionStorage
}
