/** The client of the API for this app. */
import { createClient } from '@caixiang/shared/api/client'
import type { ApiClient } from '@caixiang/shared/api/client'

import { sessionToken } from './session'
import { uniTransport } from './transport'
import type { LocalFile } from './transport'

/** How this app names the client; files are those of the phone's dialogs. */
export type Api = ApiClient<LocalFile>

/** Where the service is: beside the pages in a browser, at a fixed address in a mini-program. */
let baseUrl = ''
// #ifdef MP-WEIXIN
baseUrl = import.meta.env.VITE_SERVICE_URL ?? ''
// #endif

export const api: Api = createClient({ transport: uniTransport, baseUrl, token: sessionToken })
