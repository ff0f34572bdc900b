/** The batches of the own centre, and which of them is looked at. */
import { computed, readonly, shallowReadonly, shallowRef } from 'vue'
import type { Ref } from 'vue'

import type { ApiError } from '@caixiang/shared/api/failure'
import type { Schemas } from '@caixiang/shared/api/types'
import type { Api } from '../../../lib/api'
import type { Session } from '../../session/useSession/useSession'

export type Batch = Schemas['StaffBatchView']

/** The most that comes at a time. */
const PART = 200

/** More batches than any centre has; a cursor that leads in a circle ends here. */
const PARTS_AT_MOST = 20

/** The one to begin with: the newest that is open and has begun, else one that will, else the newest. */
function firstOf(batches: readonly Batch[], nowMs: number): Batch | undefined {
  const open = batches.filter(({ state }) => state === 'open')
  return open.find(({ window }) => Date.parse(window.opens_at) <= nowMs) ?? open[0] ?? batches[0]
}

/** Nothing is asked before `load`. `wanted` is the id that the address says. */
export function useBatches(api: Api, session: Pick<Session, 'isOver'>, wanted: Readonly<Ref<string | undefined>>) {
  const batches = shallowRef<readonly Batch[]>()
  const failure = shallowRef<ApiError>()
  const isLoading = shallowRef(false)

  async function load(): Promise<void> {
    if (isLoading.value) return
    isLoading.value = true
    const all: Batch[] = []
    let after: string | undefined
    for (let part = 0; part < PARTS_AT_MOST; part += 1) {
      const query = { limit: PART, ...(after === undefined ? {} : { after }) }
      const { data, error } = await api.GET('/api/v1/staff/batches', { params: { query } })
      session.isOver(error)
      failure.value = error
      if (data === undefined) break
      all.push(...data.items)
      after = data.next ?? undefined
      if (after === undefined) break
    }
    if (failure.value === undefined) batches.value = all
    isLoading.value = false
  }

  const chosen = computed(() => {
    const known = batches.value ?? []
    return known.find(({ id }) => id === wanted.value) ?? firstOf(known, Date.now())
  })

  return { batches: shallowReadonly(batches), chosen, failure: readonly(failure), isLoading: readonly(isLoading), load }
}
