/** The student's orders, newest first, part by part. */
import { computed, shallowReadonly, shallowRef } from 'vue'

import type { Schemas } from '@caixiang/shared/api/types'
import type { Api } from '../../../lib/api'
import { useAction } from '../../../lib/useAction'

/** How many come at a time. */
const PART = 20

export function useOrders(api: Api) {
  const orders = shallowRef<readonly Schemas['OrderView'][]>()
  const next = shallowRef<string>()
  const loading = useAction()

  async function load(): Promise<void> {
    const found = await loading.run(() => api.GET('/api/v1/orders', { params: { query: { limit: PART } } }))
    if (found === undefined) return
    orders.value = found.items
    next.value = found.next ?? undefined
  }

  async function loadMore(): Promise<void> {
    const { value: after } = next
    if (after === undefined) return
    const found = await loading.run(() => api.GET('/api/v1/orders', { params: { query: { limit: PART, after } } }))
    if (found === undefined) return
    orders.value = [...(orders.value ?? []), ...found.items]
    next.value = found.next ?? undefined
  }

  return {
    orders: shallowReadonly(orders),
    hasMore: computed(() => next.value !== undefined),
    isLoading: loading.busy,
    failure: loading.failure,
    load,
    loadMore,
  }
}
