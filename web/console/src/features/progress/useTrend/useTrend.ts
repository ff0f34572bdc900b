/** Approvals day by day, and what comes of the pace. */
import { readonly, shallowReadonly, shallowRef, watch } from 'vue'
import type { Ref } from 'vue'

import type { ApiError } from '@caixiang/shared/api/failure'
import type { Schemas } from '@caixiang/shared/api/types'
import type { Api } from '../../../lib/api'
import type { Session } from '../../session/useSession/useSession'

/** Asks whenever another batch is chosen. */
export function useTrend(api: Api, session: Pick<Session, 'isOver'>, batch: Readonly<Ref<string | undefined>>) {
  const trend = shallowRef<Schemas['TrendView']>()
  const failure = shallowRef<ApiError>()
  let round = 0

  async function refresh(): Promise<void> {
    const { value: id } = batch
    if (id === undefined) return
    round += 1
    const mine = round
    const { data, error } = await api.GET('/api/v1/batches/{id}/trend', { params: { path: { id } } })
    session.isOver(error)
    if (mine !== round) return
    failure.value = error
    if (data !== undefined) trend.value = data
  }

  watch(
    batch,
    () => {
      trend.value = failure.value = undefined
      void refresh()
    },
    { immediate: true },
  )

  return { trend: shallowReadonly(trend), failure: readonly(failure), refresh }
}
