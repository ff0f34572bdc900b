/** The client of the API for the console. */
import { createClient } from '@caixiang/shared/api/client'
import type { ApiClient } from '@caixiang/shared/api/client'
import { fetchTransport } from '@caixiang/shared/browser/fetchTransport'

const TIMEOUT_MS = 20_000

/** How the console names the client; a browser's files are blobs. */
export type Api = ApiClient<Blob>

/**
 * The service is beside the pages. The session is in a cookie that scripts cannot read; that a page of
 * ours asks, the browser tells the service by itself (`Sec-Fetch-Site`, `Origin`).
 */
export const api: Api = createClient({
  transport: fetchTransport(TIMEOUT_MS),
  baseUrl: '',
  token: () => undefined,
})
