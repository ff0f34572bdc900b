/** Asks before a page is left on which something was typed and not saved: within the console, and by the browser. */
import { computed, onBeforeUnmount, onMounted, shallowRef } from 'vue'
import type { ComputedRef } from 'vue'
import { onBeforeRouteLeave, onBeforeRouteUpdate } from 'vue-router'

export interface LeaveGuard {
  /** Whether somebody wants to go, and has not said yet that what was typed may be lost. */
  readonly isAsking: ComputedRef<boolean>
  readonly answer: (goes: boolean) => void
}

/** Guards the page whose component calls it. `isChanged` is false, too, for who may go without a question. */
export function useLeaveGuard(isChanged: () => boolean): LeaveGuard {
  /** Where somebody wants to go without saving. */
  const wayOut = shallowRef<(goes: boolean) => void>()

  /** The browser asks before it throws away what was typed. */
  function keep(event: BeforeUnloadEvent): void {
    if (isChanged()) event.preventDefault()
  }

  function mayGo(): boolean | Promise<boolean> {
    if (!isChanged()) return true
    return new Promise<boolean>((resolve) => {
      // Of two ways out the last one counts; the other would wait for ever.
      wayOut.value?.(false)
      wayOut.value = resolve
    })
  }

  function answer(goes: boolean): void {
    wayOut.value?.(goes)
    wayOut.value = undefined
  }

  onMounted(() => {
    window.addEventListener('beforeunload', keep)
  })
  onBeforeUnmount(() => {
    window.removeEventListener('beforeunload', keep)
  })
  onBeforeRouteLeave(mayGo)
  onBeforeRouteUpdate(mayGo)

  return { isAsking: computed(() => wayOut.value !== undefined), answer }
}
