/** How far prints are, in words: what their order says comes first, as nothing is made before it is paid. */
import type { Schemas } from '@caixiang/shared/api/types'
import { COURIERS, PRINT_STATES } from '@caixiang/shared/prints/words'
import type { StateWords } from '@caixiang/shared/text/states'
import { text } from '@caixiang/shared/text/text'
import { say } from '../../lib/language'

type Print = Schemas['OwnPrintView']

const UNPAID: StateWords = { tone: 'attention', label: text('待支付', 'To be paid') }
const DROPPED: StateWords = { tone: 'ended', label: text('订单已结束', 'Order ended') }

export function printState(print: Pick<Print, 'state' | 'order_state'>): StateWords {
  switch (print.order_state) {
    case 'awaiting-payment':
      return UNPAID
    case 'cancelled':
    case 'closed':
    case 'refunded':
      return DROPPED
    case 'covered':
    case 'paid':
    case null:
    case undefined:
  }
  return PRINT_STATES[print.state]
}

/** Courier and number of its parcel; nothing before it is sent. */
export function waybillText({ shipment }: Pick<Print, 'shipment'>): string {
  return shipment == null ? '' : `${say(COURIERS[shipment.courier])} ${shipment.waybill}`
}

/** The prints of a degree on whose way something happened last; those whose order has ended are none. */
export function latestOf(prints: readonly Print[] | undefined, degree: string): Print | undefined {
  const own = prints?.filter((print) => print.degree === degree && printState(print) !== DROPPED) ?? []
  return own.reduce<Print | undefined>((latest, print) => (latest === undefined || print.since > latest.since ? print : latest), undefined)
}
