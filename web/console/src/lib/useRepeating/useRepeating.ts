/** Something that is done again and again while somebody looks. */
import { onScopeDispose, toValue, watch } from 'vue'
import type { MaybeRefOrGetter } from 'vue'

/** Whether it worked; after what did not, the next try waits longer. */
type Attempt = () => Promise<boolean>

/** How many times longer. A service that is down is not helped by everybody asking it. */
const PATIENCE = 4

/**
 * Repeats `attempt` while `isOn`, `pauseMs` after the former one has ended: slow answers never pile up.
 * Switched on, it begins at once.
 */
export function useRepeating(attempt: Attempt, pauseMs: number, isOn: MaybeRefOrGetter<boolean>): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let round = 0

  async function run(mine: number): Promise<void> {
    const worked = await attempt()
    // Meanwhile it was switched off, and perhaps on again.
    if (mine !== round) return
    timer = setTimeout(() => void run(mine), worked ? pauseMs : pauseMs * PATIENCE)
  }

  function stop(): void {
    round += 1
    clearTimeout(timer)
  }

  watch(
    () => toValue(isOn),
    (on) => {
      stop()
      if (on) void run(round)
    },
    { immediate: true },
  )
  onScopeDispose(stop)
}
