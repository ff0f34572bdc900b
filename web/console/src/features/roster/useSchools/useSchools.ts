/** The schools whose roster somebody may import into the batch that is chosen. */
import { computed, readonly, shallowRef, watch } from 'vue'
import type { Ref } from 'vue'

import { hasCode } from '@caixiang/shared/api/failure'
import type { ApiError } from '@caixiang/shared/api/failure'
import type { Schemas } from '@caixiang/shared/api/types'
import type { Api } from '../../../lib/api'
import type { Session } from '../../session/useSession/useSession'
import { schoolsFor } from '../schools'

/** Asks whenever another batch is chosen. */
export function useSchools(
  api: Api,
  session: Pick<Session, 'isOver' | 'staff'>,
  batch: Readonly<Ref<Schemas['StaffBatchView'] | undefined>>,
) {
  const named = shallowRef<readonly Schemas['SchoolView'][]>()
  const failure = shallowRef<ApiError>()
  let round = 0

  async function load(): Promise<void> {
    round += 1
    const mine = round
    named.value = failure.value = undefined
    if (batch.value === undefined) return
    const { data, error } = await api.GET('/api/v1/batches/{id}', { params: { path: { id: batch.value.id } } })
    session.isOver(error)
    if (mine !== round) return
    failure.value = error
    named.value = data?.schools
  }

  watch(() => batch.value?.id, load, { immediate: true })

  return {
    /** None before they are known. */
    schools: computed(() => {
      const { value: staff } = session.staff
      if (named.value === undefined || staff === undefined || batch.value === undefined) return undefined
      return schoolsFor(staff, batch.value, named.value)
    }),
    /** Nobody is told the schools of a draft: the code is typed. */
    isDraft: computed(() => hasCode(failure.value, 'not-found')),
    failure: readonly(failure),
    load,
  }
}
