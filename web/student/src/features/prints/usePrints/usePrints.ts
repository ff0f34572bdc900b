/** The student's print jobs: how far they are, and that a parcel has arrived. */
import { shallowReadonly, shallowRef } from 'vue'

import type { Schemas } from '@caixiang/shared/api/types'
import { writeHeaders } from '@caixiang/shared/api/writes'
import type { Api } from '../../../lib/api'
import { useAction } from '../../../lib/useAction'

export function usePrints(api: Api) {
  const prints = shallowRef<readonly Schemas['OwnPrintView'][]>()
  const loading = useAction()
  const receiving = useAction()

  async function load(): Promise<void> {
    const found = await loading.run(() => api.GET('/api/v1/prints'))
    if (found !== undefined) prints.value = found.items
  }

  async function receive(id: string): Promise<void> {
    await receiving.run((key) =>
      api.POST('/api/v1/prints/{id}/receipt', { params: { path: { id }, header: writeHeaders(key, undefined) } }),
    )
    await load()
  }

  return {
    prints: shallowReadonly(prints),
    isLoading: loading.busy,
    failure: loading.failure,
    isReceiving: receiving.busy,
    receiveFailure: receiving.failure,
    load,
    receive,
  }
}
