/**
 * Waiting for a payment. The page asks the service, which asks the payment service, so that a lost message is
 * found and a page that was killed goes on where it was: all that it needs is the order's id in its address.
 */
import { computed, onScopeDispose, shallowReadonly, shallowRef } from 'vue'

import type { Schemas } from '@caixiang/shared/api/types'
import { writeHeaders } from '@caixiang/shared/api/writes'
import { isMoving, standOf, surplusOf, waitingWords } from '@caixiang/shared/money/waiting'
import type { Api } from '../../../lib/api'
import { useAction } from '../../../lib/useAction'
import { forgetPayment, keptPayment } from '../keptPayment'
import { handOver, payingFrom } from '../payer'
import type { Handed } from '../payer'

/** Nobody pays faster than that. */
const SOON_MS = 2_000

/** What has not come within half a minute may take minutes. */
const LATER_MS = 6_000

/** Questions at the quick pace. */
const QUICK = 15

/** Asks about an order again and again, as long as somebody looks and something may still come. */
function useAsking(api: Api) {
  const id = shallowRef('')
  const order = shallowRef<Schemas['WholeOrderView']>()
  const asking = useAction({ holdsFailure: true })
  const stand = computed(() => order.value && standOf(order.value))
  let timer: ReturnType<typeof setTimeout> | undefined
  let asked = 0
  let isHere = false

  /** Asks once; what was known stays where there is no answer. */
  async function ask(): Promise<void> {
    const path = { id: id.value }
    const found = await asking.run(() => api.GET('/api/v1/orders/{id}/payment', { params: { path } }))
    if (found !== undefined) {
      order.value = found
      if (found.is_settled && keptPayment.value?.order === id.value) forgetPayment()
    }
    goOn()
  }

  function goOn(): void {
    clearTimeout(timer)
    const isUnsure = order.value === undefined || (stand.value !== undefined && isMoving(stand.value))
    if (!isHere || !isUnsure) return
    asked += 1
    timer = setTimeout(() => void ask(), asked <= QUICK ? SOON_MS : LATER_MS)
  }

  /** The page is looked at. */
  async function come(order: string): Promise<void> {
    isHere = true
    hurry()
    id.value = order
    await ask()
  }

  /** Nobody looks any more. */
  function leave(): void {
    isHere = false
    clearTimeout(timer)
  }
  onScopeDispose(leave)

  /** Something has just been done: its outcome may be there soon. */
  function hurry(): void {
    asked = 0
  }

  return { id, order, stand, failure: asking.failure, ask, come, leave, hurry }
}

export function useWait(api: Api) {
  const { id, order, ask, hurry, ...asking } = useAsking(api)
  const paying = useAction()
  const cancelling = useAction()

  /**
   * Begins a payment; an earlier one is looked up and closed by the service, so that only one can take money.
   * What came of it as far as the phone knows, or nothing where it did not begin.
   */
  async function pay(): Promise<Handed | undefined> {
    const path = { id: id.value }
    const started = await paying.run(() =>
      api.POST('/api/v1/orders/{id}/payment', { params: { path }, body: { from: payingFrom() } }),
    )
    if (started === undefined) {
      await ask()
      return undefined
    }
    hurry()
    const handed = await handOver(started.ticket)
    if (handed !== 'left') await ask()
    return handed
  }

  /** Gives the order up; money that arrives afterwards comes back by itself. */
  async function giveUp(): Promise<boolean> {
    const path = { id: id.value }
    const done = await cancelling.run((key) =>
      api.POST('/api/v1/orders/{id}/cancel', { params: { path, header: writeHeaders(key, undefined) } }),
    )
    if (done !== undefined && keptPayment.value?.order === id.value) forgetPayment()
    await ask()
    return done !== undefined
  }

  return {
    ...asking,
    order: shallowReadonly(order),
    words: computed(() => asking.stand.value && waitingWords(asking.stand.value)),
    surplus: computed(() => order.value && surplusOf(order.value)),
    isDone: computed(() => asking.stand.value === 'settled'),
    isPaying: paying.busy,
    payFailure: paying.failure,
    isGivingUp: cancelling.busy,
    giveUpFailure: cancelling.failure,
    ask,
    pay,
    giveUp,
  }
}
