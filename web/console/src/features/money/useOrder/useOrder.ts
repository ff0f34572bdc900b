/** One order, and what staff do with it. */
import { watch } from 'vue'
import type { Ref } from 'vue'

import type { Result } from '@caixiang/shared/api/client'
import type { Schemas } from '@caixiang/shared/api/types'
import { writeHeaders } from '@caixiang/shared/api/writes'
import type { Action } from '@caixiang/shared/vue/useAction/useAction'
import type { Api } from '../../../lib/api'
import { useAnswer } from '../../../lib/useAnswer/useAnswer'
import type { Session } from '../../session/useSession/useSession'
import { waive } from '../waive'

/** Money that arrived for an order. */
export interface Arrival {
  readonly means: 'bank-transfer' | 'cash-desk'
  readonly transaction: string
  /** RFC 3339. */
  readonly paid_at: string
}

/** Asks for the order whose id is in the address. Whatever is done, the page shows what the order is afterwards. */
export function useOrder(api: Api, session: Pick<Session, 'isOver'>, id: Readonly<Ref<string>>, action: Action) {
  const { data: order, failure, isLoading, load, restart } = useAnswer(() => api.GET('/api/v1/orders/{id}', { params: { path: { id: id.value } } }), session.isOver)

  async function done<Data>(attempt: (key: string) => Promise<Result<Data>>): Promise<boolean> {
    const answer = await action.run(attempt)
    await load()
    return answer !== undefined
  }

  const headerOf = (key: string) => writeHeaders(key, undefined)

  watch(id, () => void restart(), { immediate: true })

  return {
    order,
    failure,
    isLoading,
    load,
    /** Nobody has paid it yet. */
    cancel: () =>
      done((key) => api.POST('/api/v1/orders/{id}/cancel', { params: { path: { id: id.value }, header: headerOf(key) } })),
    /** The fee of the degree is waived, and with it the order that waits. */
    waive: (degree: string, reason: Schemas['WaiverReasonWord']) =>
      done((key) => waive(api, degree, reason, key)),
    /** Without a sum everything that is left goes back. */
    askBack: (reason: Schemas['RefundReasonWord'], fen: number | undefined) =>
      done((key) =>
        api.POST('/api/v1/orders/{id}/refunds', {
          params: { path: { id: id.value }, header: headerOf(key) },
          body: { reason, ...(fen === undefined ? {} : { amount_fen: fen }) },
        }),
      ),
    /** A second person has to confirm it. */
    record: (arrival: Arrival, key: string) =>
      api.POST('/api/v1/money/recorded', { params: { header: headerOf(key) }, body: { order: id.value, ...arrival } }),
    /** The number that the tax platform gave. */
    noteInvoice: (invoice: string, number: string) =>
      done((key) => api.POST('/api/v1/invoices/{id}/number', { params: { path: { id: invoice }, header: headerOf(key) }, body: { number } })),
  }
}
