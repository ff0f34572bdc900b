/** How many students have begun in batches, and how many are done: asked for batch by batch, as rows come into view. */
import { shallowReadonly, shallowRef } from 'vue'

import type { Schemas } from '@caixiang/shared/api/types'
import type { Api } from '../../../lib/api'
import type { Session } from '../../session/useSession/useSession'

/** Students of a batch. */
export interface Counts {
  readonly begun: number
  readonly waiting: number
  readonly approved: number
}

/** The service answers others meanwhile. */
const AT_ONCE = 3

/** What counts say in all. */
export function countsOf(states: Schemas['BatchPlanView']['by_state']): Counts {
  const all = Object.values(states).reduce((sum, count) => sum + count, 0)
  return { begun: all, waiting: states['awaiting-review'] ?? 0, approved: states['approved'] ?? 0 }
}

/** Counts by the id of a batch; none before they are known, or where they did not come. */
export function useCounts(api: Api, session: Pick<Session, 'isOver'>) {
  const counts = shallowRef<ReadonlyMap<string, Counts>>(new Map())
  const asked = new Set<string>()
  const waiting: string[] = []
  let running = 0

  function ask(ids: readonly string[]): void {
    for (const id of ids) {
      if (asked.has(id)) continue
      asked.add(id)
      waiting.push(id)
    }
    while (running < AT_ONCE && waiting.length > 0) void work()
  }

  async function work(): Promise<void> {
    running += 1
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      const { data, error } = await api.GET('/api/v1/staff/batches/{id}', { params: { path: { id } } })
      // Nobody is there to see the rest.
      if (session.isOver(error)) waiting.length = 0
      if (data !== undefined) counts.value = new Map(counts.value).set(id, countsOf(data.by_state))
    }
    running -= 1
  }

  return { counts: shallowReadonly(counts), ask }
}
