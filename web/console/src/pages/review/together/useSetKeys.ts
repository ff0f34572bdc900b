/** Keys of a set while its sample is not on the desk, which has its own: taking back, and the list of the keys. */
import { onBeforeUnmount, onMounted } from 'vue'

import { commandOf } from '../../../features/review/keys'
import { deskKeys } from '../../../features/review/useKeyChoice/useKeyChoice'

interface SetActions {
  /** The desk is open. */
  readonly isDesk: () => boolean
  readonly undo: () => void
  readonly help: () => void
}

export function useSetKeys({ isDesk, undo, help }: SetActions): void {
  function press(event: KeyboardEvent): void {
    // Ctrl+Z takes back on every page; a question over the page has its own keys.
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || isDesk() || document.querySelector('dialog[open]') !== null) return
    const command = commandOf(event, deskKeys.bindings.value)
    if (command?.name === 'undo') undo()
    else if (command?.name === 'help') help()
    else return
    event.preventDefault()
  }

  onMounted(() => { document.addEventListener('keydown', press) })
  onBeforeUnmount(() => { document.removeEventListener('keydown', press) })
}
