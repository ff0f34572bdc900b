/** What a batch charges, as it is shown before anything is charged. */
import { computed, shallowReadonly, shallowRef, watch } from 'vue'

import type { Schemas } from '@caixiang/shared/api/types'
import type { Api } from '../../../lib/api'
import { useAction } from '../../../lib/useAction'

type Quote = Schemas['QuoteView']

/** Asks for the prices of the batch that `batchOf` names, whenever that is another one, unless they are `known`. */
export function usePrices(api: Api, batchOf: () => string | undefined, known: () => Quote | undefined = () => undefined) {
  const quote = shallowRef<Quote>()
  const looking = useAction({ isQuiet: true })

  async function load(): Promise<void> {
    const id = batchOf()
    if (id === undefined || id === '') return
    const found = await looking.run(() => api.GET('/api/v1/batches/{id}/prices', { params: { path: { id } } }))
    if (found !== undefined && batchOf() === id) quote.value = found
  }

  watch(
    batchOf,
    () => {
      quote.value = known()
      if (quote.value === undefined) void load()
    },
    { immediate: true },
  )

  return {
    quote: shallowReadonly(quote),
    list: computed(() => quote.value?.list ?? undefined),
    failure: looking.failure,
    load,
  }
}
