/** Every price list of a batch, the one in force first, and putting another one in force. */
import { watch } from 'vue'
import type { Ref } from 'vue'

import type { Result } from '@caixiang/shared/api/client'
import type { Schemas } from '@caixiang/shared/api/types'
import { writeHeaders } from '@caixiang/shared/api/writes'
import type { Api } from '../../../lib/api'
import { useAnswer } from '../../../lib/useAnswer/useAnswer'
import type { Session } from '../../session/useSession/useSession'

/** Asks whenever another batch is looked at; nothing while there is none. */
export function usePriceLists(api: Api, session: Pick<Session, 'isOver'>, batch: Readonly<Ref<string | undefined>>) {
  const { data, failure, isLoading, load, restart } = useAnswer(
    () => api.GET('/api/v1/batches/{id}/price-lists', { params: { path: { id: batch.value ?? '' } } }),
    session.isOver,
  )

  /** Puts prices in force. */
  function publish(prices: Schemas['NewPrices'], key: string): Promise<Result<Schemas['StaffPriceListView']>> {
    const path = { id: batch.value ?? '' }
    return api.POST('/api/v1/batches/{id}/price-lists', { params: { path, header: writeHeaders(key, undefined) }, body: prices })
  }

  watch(batch, (id) => void (id !== undefined && restart()), { immediate: true })

  return { lists: data, failure, isLoading, load, publish }
}
