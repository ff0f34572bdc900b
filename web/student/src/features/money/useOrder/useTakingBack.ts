/** Thinking better of a refund: as long as nobody has decided it, who asked takes it back. */
import { computed } from 'vue'
import type { Ref } from 'vue'

import type { Schemas } from '@caixiang/shared/api/types'
import { writeHeaders } from '@caixiang/shared/api/writes'
import type { Api } from '../../../lib/api'
import { useAction } from '../../../lib/useAction'

/** `load` shows what the order is afterwards: it may have been decided meanwhile. */
export function useTakingBack(api: Api, order: Readonly<Ref<Schemas['WholeOrderView'] | undefined>>, load: () => Promise<void>) {
  const keeping = useAction()

  /** The refund that the student asked for and nobody has decided. */
  const undecided = computed(() => order.value?.refunds.find(({ state, is_of_student: isOwn }) => state === 'requested' && isOwn))

  /** Takes it back; whether it was. */
  async function keepPaid(): Promise<boolean> {
    const { value: refund } = undecided
    if (refund === undefined) return false
    const path = { id: refund.id }
    const done = await keeping.run((key) =>
      api.POST('/api/v1/refunds/{id}/withdraw', { params: { path, header: writeHeaders(key, undefined) } }),
    )
    await load()
    return done !== undefined
  }

  return { undecided, isKeeping: keeping.busy, keepFailure: keeping.failure, keepPaid }
}
