/** The keys of the desk, as long as it is open. */
import { onBeforeUnmount, onMounted } from 'vue'

import { commandOf } from '../../../features/review/keys'
import type { Command } from '../../../features/review/keys'
import { deskKeys } from '../../../features/review/useKeyChoice/useKeyChoice'

/** Something that the desk does for keys and buttons alike. */
export interface DeskActions {
  /** Whether a question lies over the desk: its keys are its own. */
  readonly isCovered: () => boolean
  readonly run: (command: Command) => void
  /** The key of the comparison is no longer held. */
  readonly endCompare: () => void
}

export function useDeskKeys({ isCovered, run, endCompare }: DeskActions): void {
  function down(event: KeyboardEvent): void {
    // What lies over all pages has its own keys, too.
    if (event.defaultPrevented || isCovered() || document.querySelector('dialog[open]') !== null) return
    const command = commandOf(event, deskKeys.bindings.value)
    if (command === undefined) return
    if (command.name === 'close') {
      if (event.target instanceof HTMLElement) event.target.blur()
    } else {
      event.preventDefault()
    }
    run(command)
  }

  function up({ code }: KeyboardEvent): void {
    if (code === deskKeys.bindings.value.compare) endCompare()
  }

  onMounted(() => {
    document.addEventListener('keydown', down)
    document.addEventListener('keyup', up)
    // A key that is let go in another window is not told here.
    window.addEventListener('blur', endCompare)
  })
  onBeforeUnmount(() => {
    document.removeEventListener('keydown', down)
    document.removeEventListener('keyup', up)
    window.removeEventListener('blur', endCompare)
  })
}
