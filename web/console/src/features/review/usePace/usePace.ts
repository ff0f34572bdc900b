/** How many photos were decided in this sitting, and how long one takes: for the reviewer alone. */
import { computed, readonly, shallowRef } from 'vue'

/** Whoever looks longer was called away, and did not look. */
const LONGEST_MS = 5 * 60_000

/** Begins a sitting. */
export function usePace() {
  const tookMs = shallowRef<readonly number[]>([])
  const count = shallowRef(0)

  function add(ms: number): void {
    count.value += 1
    if (ms <= LONGEST_MS) tookMs.value = [...tookMs.value, ms]
  }

  /** One that was taken back does not count. */
  function remove(): void {
    count.value = Math.max(0, count.value - 1)
  }

  const medianSeconds = computed(() => {
    const sorted = [...tookMs.value].sort((a, b) => a - b)
    const { length } = sorted
    if (length === 0) return undefined
    const middle = ((sorted[Math.floor((length - 1) / 2)] ?? 0) + (sorted[Math.floor(length / 2)] ?? 0)) / 2
    return Math.round(middle / 100) / 10
  })

  return { count: readonly(count), medianSeconds, add, remove }
}
