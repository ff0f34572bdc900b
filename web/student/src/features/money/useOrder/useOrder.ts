/** One order of the student: what happened, cancelling it, asking for the money back and thinking better of it. */
import { computed, shallowReadonly, shallowRef } from 'vue'

import type { Schemas } from '@caixiang/shared/api/types'
import { writeHeaders } from '@caixiang/shared/api/writes'
import type { Api } from '../../../lib/api'
import { useAction } from '../../../lib/useAction'
import { forgetPayment, keptPayment } from '../keptPayment'
import { useTakingBack } from './useTakingBack'

/** Reasons that a student may give. */
export type OwnReason = Extract<Schemas['RefundReasonWord'], 'never-collected' | 'student-asked'>

export function useOrder(api: Api) {
  const id = shallowRef('')
  const order = shallowRef<Schemas['WholeOrderView']>()
  const loading = useAction()
  const cancelling = useAction()
  const asking = useAction()

  async function open(given: string): Promise<void> {
    id.value = given
    await load()
  }

  async function load(): Promise<void> {
    const path = { id: id.value }
    order.value = (await loading.run(() => api.GET('/api/v1/orders/{id}', { params: { path } }))) ?? order.value
  }

  /** Cancels; whether it is cancelled. Refused or not, the page shows what the order is now. */
  async function cancel(): Promise<boolean> {
    const path = { id: id.value }
    const done = await cancelling.run((key) =>
      api.POST('/api/v1/orders/{id}/cancel', { params: { path, header: writeHeaders(key, undefined) } }),
    )
    if (done !== undefined && keptPayment.value?.order === id.value) forgetPayment()
    await load()
    return done !== undefined
  }

  /** Asks for everything back that is left; whether it was asked for. */
  async function askBack(reason: OwnReason): Promise<boolean> {
    const path = { id: id.value }
    const done = await asking.run((key) =>
      api.POST('/api/v1/orders/{id}/refunds', { params: { path, header: writeHeaders(key, undefined) }, body: { reason } }),
    )
    if (done !== undefined) await load()
    return done !== undefined
  }

  /** What was paid for it and can still be asked back, fen. */
  const returnableFen = computed(() => {
    if (order.value?.state !== 'paid') return 0
    const paying = order.value.payments.filter(({ state, is_surplus: isSurplus }) => state === 'succeeded' && !isSurplus)
    return paying.reduce((sum, { unclaimed_fen: unclaimed }) => sum + unclaimed, 0)
  })

  return {
    id: shallowReadonly(id),
    order: shallowReadonly(order),
    returnableFen,
    isLoading: loading.busy,
    failure: loading.failure,
    isCancelling: cancelling.busy,
    cancelFailure: cancelling.failure,
    isAsking: asking.busy,
    askFailure: asking.failure,
    open,
    load,
    cancel,
    askBack,
    ...useTakingBack(api, order, load),
  }
}
