/** Prints under choice: of which degree, which sheets, where to; what they cost, and the order for them. */
import { computed, shallowReadonly, shallowRef } from 'vue'

import { hasCode } from '@caixiang/shared/api/failure'
import type { Schemas } from '@caixiang/shared/api/types'
import { writeHeaders } from '@caixiang/shared/api/writes'
import type { Api } from '../../../lib/api'
import { useAction } from '../../../lib/useAction'
import { ordersOf } from '../../money/ordersOf'
import { usePrintLines } from './usePrintLines'
import { useSheets } from './useSheets'

/** The address book, and the address that prints go to; none for the school. */
function useOwnAddresses(api: Api, loading: ReturnType<typeof useAction>) {
  const addresses = shallowRef<readonly Schemas['AddressView'][]>([])
  const address = shallowRef<string>()

  async function loadAddresses(): Promise<void> {
    const found = await loading.run(() => api.GET('/api/v1/addresses'))
    if (found === undefined) return
    addresses.value = found.items
    if (!found.items.some(({ id }) => id === address.value)) address.value = found.items[0]?.id
  }

  return { addresses: shallowReadonly(addresses), address, loadAddresses }
}

export function usePrintOrder(api: Api) {
  const degrees = shallowRef<readonly Schemas['DegreeView'][]>()
  const degree = shallowRef<Schemas['DegreeView']>()
  const quote = shallowRef<Schemas['QuoteView']>()
  const waiting = shallowRef<Schemas['OrderView']>()
  const toSchool = shallowRef(true)
  /** Nothing is sent to a school that is not known here. */
  const hasSchool = computed(() => degree.value?.school_name != null)
  const isNewPrice = shallowRef(false)
  const loading = useAction()
  const { addresses, address, loadAddresses } = useOwnAddresses(api, loading)
  const placing = useAction()
  const { sets, forget, ...chosenSheets } = useSheets(api, () => degree.value?.id)
  const { list, ...cost } = usePrintLines(quote, chosenSheets.sheets, toSchool)
  const isReady = computed(() => cost.lines.value.length > 0 && (toSchool.value || address.value !== undefined))

  /** Finds what prints can be made of: the degrees whose portrait is approved. */
  async function open(given = ''): Promise<void> {
    const found = await loading.run(() => api.GET('/api/v1/degrees'))
    if (found === undefined) return
    degrees.value = found.items.filter(({ submission }) => submission?.state === 'approved')
    await choose((degrees.value.find(({ id }) => id === given) ?? degrees.value[0])?.id)
  }

  async function choose(id: string | undefined): Promise<void> {
    const chosen = degrees.value?.find((other) => other.id === id)
    if (chosen === undefined) return
    if (degree.value?.id !== id) forget()
    degree.value = chosen
    if (!hasSchool.value) toSchool.value = false
    quote.value = await loading.run(() => api.GET('/api/v1/batches/{id}/prices', { params: { path: { id: chosen.batch.id } } }))
    waiting.value = (await loading.run(() => ordersOf(api, chosen.id)))?.find(({ state }) => state === 'awaiting-payment')
    await loadAddresses()
  }

  /** Orders what is chosen, at the prices that are on the page; nothing when it was not ordered. */
  async function place(): Promise<Schemas['OrderView'] | undefined> {
    const [chosen, prices] = [degree.value, list.value]
    isNewPrice.value = false
    if (chosen === undefined || prices === undefined || !isReady.value) return undefined
    const { value: to } = address
    const body = { degree: chosen.id, price_list: prices.number, sets: sets(), ...(toSchool.value || to === undefined ? {} : { address: to }) }
    const placed = await placing.run((key) => api.POST('/api/v1/prints', { params: { header: writeHeaders(key, undefined) }, body }))
    if (hasCode(placing.failure.value, 'stale')) {
      await choose(chosen.id)
      isNewPrice.value = true
    }
    // Whoever comes back from paying has ordered these.
    if (placed !== undefined) forget()
    return placed?.order
  }

  return {
    degrees: shallowReadonly(degrees),
    degree: shallowReadonly(degree),
    quote: shallowReadonly(quote),
    addresses,
    waiting: shallowReadonly(waiting),
    ...cost,
    address,
    toSchool,
    hasSchool,
    ...chosenSheets,
    isReady,
    isNewPrice: shallowReadonly(isNewPrice),
    isLoading: loading.busy,
    failure: loading.failure,
    isPlacing: placing.busy,
    placeFailure: computed(() => (isNewPrice.value ? undefined : placing.failure.value)),
    open,
    choose,
    loadAddresses,
    place,
  }
}
