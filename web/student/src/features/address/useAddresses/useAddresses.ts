/** The student's addresses: listed, deleted and taken back, one offered first. */
import { shallowReadonly, shallowRef } from 'vue'

import type { Schemas } from '@caixiang/shared/api/types'
import { writeHeaders } from '@caixiang/shared/api/writes'
import type { Api } from '../../../lib/api'
import { useAction } from '../../../lib/useAction'

type Address = Schemas['AddressView']

export function useAddresses(api: Api) {
  const addresses = shallowRef<readonly Address[]>()
  /** The one that was deleted last and can be written down again. */
  const deleted = shallowRef<Address>()
  const loading = useAction()
  const changing = useAction()

  async function load(): Promise<void> {
    const found = await loading.run(() => api.GET('/api/v1/addresses'))
    if (found !== undefined) addresses.value = found.items
  }

  async function remove(address: Address): Promise<void> {
    const path = { id: address.id }
    await changing.run(() => api.DELETE('/api/v1/addresses/{id}', { params: { path } }))
    if (changing.failure.value === undefined) deleted.value = address
    await load()
  }

  /** Writes the deleted address down again, as the default if it was. */
  async function takeBack(): Promise<void> {
    const { value: gone } = deleted
    if (gone === undefined) return
    const { recipient, phone, district, street } = gone
    const body = { recipient, phone, district, street }
    const kept = await changing.run((key) =>
      api.POST('/api/v1/addresses', { params: { header: writeHeaders(key, undefined) }, body }),
    )
    if (kept === undefined) return
    deleted.value = undefined
    if (gone.is_default) await offerFirst(kept.id)
    else await load()
  }

  async function offerFirst(id: string): Promise<void> {
    await changing.run((key) =>
      api.POST('/api/v1/addresses/{id}/default', { params: { path: { id }, header: writeHeaders(key, undefined) } }),
    )
    await load()
  }

  return {
    addresses: shallowReadonly(addresses),
    deleted: shallowReadonly(deleted),
    isLoading: loading.busy,
    failure: loading.failure,
    isChanging: changing.busy,
    changeFailure: changing.failure,
    load,
    remove,
    takeBack,
    offerFirst,
  }
}
