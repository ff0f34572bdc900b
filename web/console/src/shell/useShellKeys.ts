/** The keys of every page. */
import { onBeforeUnmount, onMounted } from 'vue'

interface ShellActions {
  /** Whether there is nobody whose pages they could be. */
  readonly isShut: () => boolean
  /** Whether the page answers the key of the help by itself. */
  readonly ownsHelpKey: () => boolean
  readonly find: () => void
  readonly help: () => void
}

/** Whether what is typed there is text. */
function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, select, [contenteditable="true"]') !== null
}

/** What a key asks for; nothing where it belongs to somebody else. */
function shellCommandOf(event: KeyboardEvent): 'find' | 'help' | undefined {
  if (event.defaultPrevented || event.repeat || event.isComposing || event.altKey) return undefined
  // By its place: on other layouts, and with an input method, its letter is another one.
  if (event.ctrlKey || event.metaKey) return event.code === 'KeyK' && !event.shiftKey ? 'find' : undefined
  return event.key === '?' && !isTyping(event.target) ? 'help' : undefined
}

export function useShellKeys({ isShut, ownsHelpKey, find, help }: ShellActions): void {
  function down(event: KeyboardEvent): void {
    const command = shellCommandOf(event)
    // What lies over the page has its own keys.
    if (command === undefined || isShut() || document.querySelector('dialog[open]') !== null) return
    if (command === 'help' && ownsHelpKey()) return
    event.preventDefault()
    if (command === 'find') find()
    else help()
  }

  onMounted(() => {
    document.addEventListener('keydown', down)
  })
  onBeforeUnmount(() => {
    document.removeEventListener('keydown', down)
  })
}
