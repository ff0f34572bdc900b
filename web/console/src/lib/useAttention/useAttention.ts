/** Whether somebody is looking at the page: it is in front, and a hand was on it not long ago. */
import { computed, onScopeDispose, ref } from 'vue'
import type { ComputedRef, Ref } from 'vue'

const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const

/** Between two looks at the clock. */
const LOOK_MS = 5_000

export interface Attention {
  /** The page is in front. */
  readonly isInFront: Readonly<Ref<boolean>>
  /** Nobody has touched anything for `awayAfterMs`. */
  readonly isAway: ComputedRef<boolean>
  /** Milliseconds since 1970, at the last look at the clock. */
  readonly nowMs: Readonly<Ref<number>>
}

/**
 * Follows the page. Asking the service on behalf of somebody who has left would keep the session alive
 * for whoever sits down next.
 */
export function useAttention(awayAfterMs: number): Attention {
  const isInFront = ref(!document.hidden)
  const touchedMs = ref(Date.now())
  const nowMs = ref(Date.now())

  function look(): void {
    nowMs.value = Date.now()
  }
  function touch(): void {
    look()
    touchedMs.value = nowMs.value
  }
  function turn(): void {
    isInFront.value = !document.hidden
    if (isInFront.value) touch()
  }

  const timer = setInterval(look, LOOK_MS)
  document.addEventListener('visibilitychange', turn)
  for (const sign of SIGNS) document.addEventListener(sign, touch, { passive: true })
  onScopeDispose(() => {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', turn)
    for (const sign of SIGNS) document.removeEventListener(sign, touch)
  })

  return { isInFront, isAway: computed(() => nowMs.value - touchedMs.value >= awayAfterMs), nowMs }
}
