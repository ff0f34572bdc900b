/** Approvals day by day, and what comes of the pace: of a batch, or of one place in it. */
import { watch } from 'vue'
import type { Ref } from 'vue'

import type { Api } from '../../../lib/api'
import { useAnswer } from '../../../lib/useAnswer/useAnswer'
import type { Session } from '../../session/useSession/useSession'
import { askedPlace, placeIdOf } from '../choice'
import type { Choice } from '../choice'

type Where = Pick<Choice, 'batch' | 'school' | 'unit' | 'class'>

/** Asks whenever another batch or place is chosen; not before a batch is known. */
export function useTrend(api: Api, session: Pick<Session, 'isOver'>, where: Readonly<Ref<Where>>) {
  const { data, failure, isLoading, load, restart } = useAnswer(() => {
    const { batch = '', ...place } = where.value
    return api.GET('/api/v1/batches/{id}/trend', { params: { path: { id: batch }, query: askedPlace(place) } })
  }, session.isOver)

  async function refresh(): Promise<void> {
    if (where.value.batch !== undefined) await load()
  }

  // By what is chosen: an address that says something else anew is no other place.
  watch(
    [() => where.value.batch, () => placeIdOf(where.value)],
    ([batch]) => {
      if (batch !== undefined) void restart()
    },
    { immediate: true },
  )

  return { trend: data, failure, isLoading, refresh }
}
