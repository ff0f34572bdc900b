/**
 * Which order somebody was paying, for when the app is killed meanwhile: home leads back to the page that waits.
 * Only ids are kept; what became of the money, the service says.
 */
import { readonly, shallowRef } from 'vue'

const STORED = 'paying'

/** What goes on once it is paid. */
export type Then = 'capture' | 'home' | 'orders'

/** The order, and where its student came from. */
export interface KeptPayment {
  readonly order: string
  readonly degree: string
  readonly then: Then
  /** Milliseconds since 1970. */
  readonly sinceMs: number
}

/** After so long nobody waits at that page any more; the list of orders has it all the same. */
const KEPT_MS = 24 * 60 * 60 * 1000

const present = shallowRef<KeptPayment>()
let begun = ''

/** The payment that is waited for, if any. */
export const keptPayment = readonly(present)

/** What the last visit left. */
export function restorePayment(): void {
  const kept = uni.getStorageSync<Partial<KeptPayment> | ''>(STORED)
  const isThere = kept !== '' && typeof kept.order === 'string' && typeof kept.sinceMs === 'number'
  present.value = isThere && Date.now() - (kept.sinceMs ?? 0) < KEPT_MS ? (kept as KeptPayment) : undefined
}

/** Keeps it before the payer leaves for the payment service. The page that waits begins the payment, once. */
export function keepPayment(kept: Omit<KeptPayment, 'sinceMs'>): void {
  present.value = { ...kept, sinceMs: Date.now() }
  uni.setStorageSync(STORED, present.value)
  begun = kept.order
}

/** Whether the payment of an order is to be begun at once; true once, and never after a reload. */
export function takeBeginning(order: string): boolean {
  const isAsked = begun === order
  begun = ''
  return isAsked
}

/** It came to an end, or somebody else signs in. */
export function forgetPayment(): void {
  present.value = undefined
  begun = ''
  uni.removeStorageSync(STORED)
}
