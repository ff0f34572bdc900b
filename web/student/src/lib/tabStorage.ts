/**
 * What a reload must not lose and nobody shall find later: kept with the browser's tab, gone with it. A mini-program has no
 * tabs, and the phone may end it at any moment: there what is no secret is kept for a while, what is one in memory alone.
 */

/** How long a mini-program that was ended finds what it kept, milliseconds. */
const WHILE_MS = 30 * 60 * 1000

interface Kept {
  readonly value: string
  readonly savedAtMs: number
}

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

/** What was kept for a while under a name; empty without anything, or once the while is over. */
export function readForWhile(name: string): string {
  let kept = readInTab(name)
  // #ifdef MP-WEIXIN
  kept = keptOnPhone(name)
  // #endif
  return kept
}

/** Keeps a text that is no secret with the tab, or in a mini-program for half an hour; an empty one is forgotten. */
export function keepForWhile(name: string, value: string): void {
  keepInTab(name, value)
  // #ifdef MP-WEIXIN
  if (value === '') uni.removeStorageSync(onPhone(name))
  else uni.setStorageSync(onPhone(name), { value, savedAtMs: Date.now() } satisfies Kept)
  // #endif
}

// #ifdef MP-WEIXIN
function onPhone(name: string): string {
  return `while-${name}`
}

function keptOnPhone(name: string): string {
  const found = uni.getStorageSync<Kept | ''>(onPhone(name))
  if (typeof found !== 'object' || typeof found.value !== 'string') return ''
  if (Math.abs(Date.now() - found.savedAtMs) <= WHILE_MS) return found.value
  uni.removeStorageSync(onPhone(name))
  return ''
}
// #endif

function storage(): Storage | undefined {
  return typeof sessionStorage === 'undefined' ? undefined : sessionStorage
}
