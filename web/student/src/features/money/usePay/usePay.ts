/** What a degree has to pay now, and the order for it. */
import { computed, shallowReadonly, shallowRef } from 'vue'

import { hasCode } from '@caixiang/shared/api/failure'
import type { Schemas } from '@caixiang/shared/api/types'
import { writeHeaders } from '@caixiang/shared/api/writes'
import { dueProduct, lineOf, rejectionsOf } from '@caixiang/shared/money/due'
import type { Step } from '@caixiang/shared/money/due'
import { sumOf } from '@caixiang/shared/money/fen'
import type { Api } from '../../../lib/api'
import { useAction } from '../../../lib/useAction'
import { ordersOf } from '../ordersOf'

type Submission = Pick<Schemas['SubmissionView'], 'state' | 'earlier_rejections'>

/** A degree in its batch, and how often its photo was rejected. */
interface Case {
  readonly degree: string
  readonly batch: string
  readonly submission: Submission
}

/** `isQuiet` where the question is beside the point of the page. */
export function usePay(api: Api, { isQuiet = false } = {}) {
  const about = shallowRef<Case>()
  const quote = shallowRef<Schemas['QuoteView']>()
  const orders = shallowRef<readonly Schemas['OrderView'][]>()
  /** The prices changed between looking and ordering. */
  const isNewPrice = shallowRef(false)
  const loading = useAction({ isQuiet })
  const placing = useAction()

  const list = computed(() => quote.value?.list ?? undefined)
  /** The order that waits for payment: it is paid before another one is placed. */
  const waiting = computed(() => orders.value?.find(({ state }) => state === 'awaiting-payment'))
  const isKnown = computed(() => quote.value !== undefined && orders.value !== undefined && about.value !== undefined)

  /** What has to be paid before a step; without one, before any. */
  function due(step?: Step): Schemas['ProductWord'] | undefined {
    if (!isKnown.value || about.value === undefined) return undefined
    return dueProduct(list.value, orders.value ?? [], rejectionsOf(about.value.submission), step)
  }

  const lines = computed<readonly Schemas['OrderLineView'][]>(() => {
    if (waiting.value !== undefined) return waiting.value.lines
    const product = due()
    const line = product === undefined || list.value === undefined ? undefined : lineOf(list.value, product)
    return line === undefined ? [] : [line]
  })
  const totalFen = computed(() => sumOf(lines.value))

  async function load(given: Case): Promise<void> {
    about.value = given
    const path = { id: given.batch }
    const found = await loading.run(() => api.GET('/api/v1/batches/{id}/prices', { params: { path } }))
    if (found === undefined) return
    quote.value = found
    orders.value = (await loading.run(() => ordersOf(api, given.degree))) ?? orders.value
  }

  /** Finds the degree's batch and submission first. */
  async function open(degree: string): Promise<void> {
    const path = { id: degree }
    const found = await loading.run(() => api.GET('/api/v1/degrees/{id}', { params: { path } }))
    const submission = found && (await loading.run(() => api.GET('/api/v1/degrees/{id}/submission', { params: { path } })))
    if (found === undefined || submission === undefined) return
    await load({ degree, batch: found.batch.id, submission })
  }

  /** The order for what is due, at the prices that are on the page; nothing when it was not placed. */
  async function place(): Promise<Schemas['OrderView'] | undefined> {
    const { value: now } = about
    const [line] = lines.value
    isNewPrice.value = false
    if (waiting.value !== undefined) return waiting.value
    if (now === undefined || list.value === undefined || line === undefined) return undefined
    const body = { degree: now.degree, price_list: list.value.number, lines: [{ product: line.product, pieces: line.pieces }] }
    const placed = await placing.run((key) => api.POST('/api/v1/orders', { params: { header: writeHeaders(key, undefined) }, body }))
    if (hasCode(placing.failure.value, 'stale')) {
      await load(now)
      isNewPrice.value = true
    }
    return placed
  }

  return {
    list,
    quote: shallowReadonly(quote),
    waiting,
    isKnown,
    due,
    lines,
    totalFen,
    isNewPrice: shallowReadonly(isNewPrice),
    isLoading: loading.busy,
    failure: loading.failure,
    isPlacing: placing.busy,
    placeFailure: computed(() => (isNewPrice.value ? undefined : placing.failure.value)),
    load,
    open,
    place,
  }
}
