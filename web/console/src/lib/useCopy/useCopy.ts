/** Copies a text, and says for a moment whether it did. */
import { onScopeDispose, readonly, shallowRef } from 'vue'

/** How a copy went; `refused` where the browser allows no way to it. */
export type CopyState = 'idle' | 'copied' | 'refused'

const SHOWN_MS = 2_500

/** Makes the action of one button. */
export function useCopy(copyText: (text: string) => Promise<boolean> = toClipboard) {
  const state = shallowRef<CopyState>('idle')
  let timer: ReturnType<typeof setTimeout> | undefined

  async function copy(text: string): Promise<void> {
    clearTimeout(timer)
    state.value = (await copyText(text)) ? 'copied' : 'refused'
    if (state.value === 'refused') return
    timer = setTimeout(() => {
      state.value = 'idle'
    }, SHOWN_MS)
  }

  onScopeDispose(() => {
    clearTimeout(timer)
  })
  return { state: readonly(state), copy }
}

/** Whether the text is in the clipboard. */
async function toClipboard(text: string): Promise<boolean> {
  // Browsers have it on encrypted pages and on the machine itself alone, whatever its type says.
  const clipboard = navigator.clipboard as Clipboard | undefined
  try {
    if (clipboard === undefined) return byCommand(text)
    await clipboard.writeText(text)
    return true
  } catch {
    return byCommand(text)
  }
}

/** The old way, which also works on the plain pages of a demonstration within one's own network. */
function byCommand(text: string): boolean {
  const holder = document.createElement('textarea')
  holder.value = text
  holder.readOnly = true
  holder.className = 'unseen'
  const focused = document.activeElement
  document.body.append(holder)
  holder.select()
  try {
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- the only other way there is
    return document.execCommand('copy')
  } catch {
    return false
  } finally {
    holder.remove()
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true })
  }
}
