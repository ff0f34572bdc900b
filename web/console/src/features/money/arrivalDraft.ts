/** Money that arrived by hand, as fields of a form hold it. */
import { instantOf } from '../../lib/chinaTime'
import type { Arrival } from './useOrder/useOrder'

/** The fields. */
export interface ArrivalDraft {
  means: Arrival['means']
  transaction: string
  /** Date and time in China. */
  paidAt: string
}

/** What a transaction's number may be: what the service takes. */
const TRANSACTION = /^[!-~]{1,64}$/

/** Whether the number can be one. */
export function isTransaction(typed: string): boolean {
  return TRANSACTION.test(typed.trim())
}

/** Whether the time can be one: there, and not in the future. */
export function isPast(field: string, nowMs: number): boolean {
  return field !== '' && Date.parse(instantOf(field)) <= nowMs
}

/** What the service takes. */
export function arrivalOf({ means, transaction, paidAt }: Readonly<ArrivalDraft>): Arrival {
  return { means, transaction: transaction.trim(), paid_at: instantOf(paidAt) }
}
