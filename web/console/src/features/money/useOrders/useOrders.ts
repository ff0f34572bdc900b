/** The orders of the centre, newest first, part by part. */
import { watch } from 'vue'
import type { Ref } from 'vue'

import type { Schemas } from '@caixiang/shared/api/types'
import type { Api } from '../../../lib/api'
import { usePages } from '../../../lib/usePages/usePages'
import type { Session } from '../../session/useSession/useSession'

/** How many come at a time. */
const PART = 50

/** Which orders are looked at. */
export interface OrderChoice {
  readonly batch: string
  readonly state: Schemas['OrderStateWord'] | ''
  /** An order's number finds that one order, whatever else is chosen. */
  readonly number: string
}

/** Digits of an order's number. */
const DIGITS = 14

/** The number in what was typed, once it is whole. */
export function numberIn(typed: string): string | undefined {
  const digits = typed.replace(/[\s-]/g, '')
  return new RegExp(`^\\d{${String(DIGITS)}}$`).test(digits) ? digits : undefined
}

/** What the service is asked for. */
export function askedOf({ batch, state, number }: OrderChoice) {
  const whole = numberIn(number)
  if (whole !== undefined) return { number: whole }
  return { ...(batch === '' ? {} : { batch }), ...(state === '' ? {} : { state }) }
}

/** Asks whenever something else is looked for. */
export function useOrders(api: Api, session: Pick<Session, 'isOver'>, choice: Readonly<Ref<OrderChoice>>) {
  const { items, ...pages } = usePages<Schemas['OrderView']>({
    load: (after) => {
      const query = { ...askedOf(choice.value), limit: PART, ...(after === undefined ? {} : { after }) }
      return api.GET('/api/v1/money/orders', { params: { query } })
    },
    keyOf: ({ id }) => id,
    onAnswer: session.isOver,
  })
  watch(() => JSON.stringify(askedOf(choice.value)), () => void pages.restart(), { immediate: true })
  return { ...pages, orders: items }
}
