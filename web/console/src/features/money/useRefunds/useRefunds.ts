/** The refunds of the centre, newest first, and what a second person does with them. */
import { watch } from 'vue'
import type { Ref } from 'vue'

import type { Schemas } from '@caixiang/shared/api/types'
import { writeHeaders } from '@caixiang/shared/api/writes'
import type { Action } from '@caixiang/shared/vue/useAction/useAction'
import type { Api } from '../../../lib/api'
import { usePages } from '../../../lib/usePages/usePages'
import type { Session } from '../../session/useSession/useSession'

type Refund = Schemas['StaffRefundView']

/** What can be done with a refund. */
export type RefundStep = 'approve' | 'decline' | 'withdraw' | 'retry' | 'by-hand' | 'give-up'

/** How many come at a time. */
const PART = 50

/** Means whose money goes back by hand, as it came. */
const BY_HAND: readonly Refund['means'][] = ['bank-transfer', 'cash-desk']

/** How money is given back by hand. */
export type HandMeans = 'bank-transfer' | 'cash-desk'

/**
 * The steps that a refund leaves open to the person `own`. Whoever asked takes it back, and somebody else
 * decides. An approved one is given back by hand where its money came by hand, and stuck ones where the
 * payer's account does not take the money. What the service itself sends back is owed in any case, and never given up.
 */
export function stepsOf(
  { state, problem, means, asked_by: askedBy, is_of_student: isOfStudent }: Pick<Refund, 'state' | 'problem' | 'means' | 'asked_by' | 'is_of_student'>,
  own: string | undefined,
): readonly RefundStep[] {
  const giveUp: readonly RefundStep[] = askedBy == null && !isOfStudent ? [] : ['give-up']
  switch (state) {
    case 'requested':
      return askedBy != null && askedBy === own ? ['withdraw'] : ['approve', 'decline']
    case 'approved':
      return BY_HAND.includes(means) ? ['by-hand', ...giveUp] : []
    case 'stuck':
      return problem === 'balance-too-low' ? ['retry', ...giveUp] : ['retry', 'by-hand', ...giveUp]
    case 'sent':
    case 'done':
    case 'declined':
    case 'withdrawn':
    case 'failed':
      return []
  }
}

/** Asks whenever another state is looked at. */
export function useRefunds(api: Api, session: Pick<Session, 'isOver'>, state: Readonly<Ref<Refund['state'] | ''>>, action: Action) {
  const { items, ...pages } = usePages<Refund>({
    load: (after) => {
      const query = { ...(state.value === '' ? {} : { state: state.value }), limit: PART, ...(after === undefined ? {} : { after }) }
      return api.GET('/api/v1/money/refunds', { params: { query } })
    },
    keyOf: ({ id }) => id,
    onAnswer: session.isOver,
    isQueue: true,
  })
  watch(state, () => void pages.restart(), { immediate: true })

  /** Takes a step, `means` being how money is given back by hand; whether it was taken. Refused or not, the list is read anew. */
  async function take(step: RefundStep, id: string, means: HandMeans): Promise<boolean> {
    const done = await action.run((key) => {
      const of = { params: { path: { id }, header: writeHeaders(key, undefined) } }
      switch (step) {
        case 'approve':
          return api.POST('/api/v1/refunds/{id}/approve', of)
        case 'decline':
          return api.POST('/api/v1/refunds/{id}/decline', of)
        case 'withdraw':
          return api.POST('/api/v1/refunds/{id}/withdraw', of)
        case 'retry':
          return api.POST('/api/v1/refunds/{id}/retry', of)
        case 'by-hand':
          return api.POST('/api/v1/refunds/{id}/by-hand', { ...of, body: { means } })
        case 'give-up':
          return api.POST('/api/v1/refunds/{id}/give-up', of)
      }
    })
    await pages.refresh()
    return done !== undefined
  }

  return { ...pages, refunds: items, take }
}
