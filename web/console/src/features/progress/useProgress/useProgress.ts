/** How far the students of a batch have come, as a tree. */
import { computed, readonly, shallowRef, watch } from 'vue'
import type { Ref } from 'vue'

import type { ApiError } from '@caixiang/shared/api/failure'
import type { Api } from '../../../lib/api'
import type { Session } from '../../session/useSession/useSession'
import type { Leaf } from '../counts'
import { treeOf } from '../tree'

/** Asks whenever another batch is chosen. */
export function useProgress(api: Api, session: Pick<Session, 'isOver'>, batch: Readonly<Ref<string | undefined>>) {
  const leaves = shallowRef<readonly Leaf[]>()
  const failure = shallowRef<ApiError>()
  const isLoading = shallowRef(false)
  const refreshedMs = shallowRef<number>()
  let round = 0

  async function refresh(): Promise<void> {
    const { value: id } = batch
    if (id === undefined) return
    round += 1
    const mine = round
    isLoading.value = true
    const { data, error } = await api.GET('/api/v1/batches/{id}/progress', { params: { path: { id } } })
    session.isOver(error)
    // Another batch was chosen meanwhile.
    if (mine !== round) return
    isLoading.value = false
    failure.value = error
    if (data === undefined) return
    leaves.value = data.items
    refreshedMs.value = Date.now()
  }

  watch(
    batch,
    () => {
      leaves.value = failure.value = refreshedMs.value = undefined
      void refresh()
    },
    { immediate: true },
  )

  return {
    /** None before the first answer. */
    tree: computed(() => (leaves.value === undefined ? undefined : treeOf(leaves.value))),
    failure: readonly(failure),
    isLoading: readonly(isLoading),
    refreshedMs: readonly(refreshedMs),
    refresh,
  }
}
