/** The client of the API for this app. */
import { createClient } from '../../../shared/src/index'

import { sessionToken } from './session'
import { uniTransport } from './transport'

/** Where the service is: beside the pages in a browser, at a fixed address in a mini-program. */
let baseUrl = ''
// #ifdef MP-WEIXIN
baseUrl = import.meta.env.VITE_SERVICE_URL ?? ''
// #endif

export const api = createClient({ transport: uniTransport, baseUrl, token: sessionToken })

/** A new key for `Idempotency-Key`: unlike any other, but no secret. */
export function newKey(): string {
  const random = () => Math.random().toString(36).slice(2)
  return `${Date.now().toString(36)}-${random()}${random()}`
}
