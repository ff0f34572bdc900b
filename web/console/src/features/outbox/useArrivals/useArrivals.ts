/** Which messages are new: those that came a short while ago, while somebody was looking. */
import { readonly, shallowRef } from 'vue'

/** How long a message is new. */
const NEW_MS = 60_000

export function useArrivals() {
  const arrivedMs = shallowRef<ReadonlyMap<string, number>>(new Map())
  const arrivals = shallowRef(0)

  /** What one round has brought, by id; most rounds bring nothing. */
  function welcome(arrived: readonly string[]): void {
    arrivals.value = arrived.length
    const nowMs = Date.now()
    const before = [...arrivedMs.value].filter(([, atMs]) => nowMs - atMs < NEW_MS)
    if (arrived.length === 0 && before.length === arrivedMs.value.size) return
    arrivedMs.value = new Map([...before, ...arrived.map((id) => [id, nowMs] as const)])
  }

  return {
    /** Their ids, and when they came, milliseconds since 1970. */
    arrivedMs: readonly(arrivedMs),
    /** How many the last round has brought. */
    arrivals: readonly(arrivals),
    welcome,
  }
}
