/** The client of the API for files that take their time: it tells how much of them has gone. */
import { createClient } from '@caixiang/shared/api/client'
import type { Transport } from '@caixiang/shared/api/transport'

import type { Api } from './api'

/** 32 MB through the line of a school. */
const TIMEOUT_MS = 10 * 60_000

function headersOf(lines: string): Record<string, string> {
  const pairs = lines.split('\r\n').map((line) => line.split(/:\s*(.*)/s))
  return Object.fromEntries(pairs.flatMap(([name = '', value = '']) => (name === '' ? [] : [[name.toLowerCase(), value]])))
}

/** `fetch` does not tell how much of a body has gone; this one does. Files of forms are for others. */
function progressTransport(onProgress: (share: number) => void): Transport<Blob> {
  return ({ method, url, headers, body }) =>
    new Promise((resolve) => {
      const request = new XMLHttpRequest()
      request.open(method, url)
      request.timeout = TIMEOUT_MS
      for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
      request.upload.onprogress = ({ loaded, total }) => {
        onProgress(total === 0 ? 0 : loaded / total)
      }
      request.onload = () => {
        const { status, responseText } = request
        resolve({ status, headers: headersOf(request.getAllResponseHeaders()), body: responseText })
      }
      request.onerror = request.onabort = request.ontimeout = () => {
        resolve(undefined)
      }
      request.send(body.kind === 'bytes' ? body.bytes : body.kind === 'text' ? body.text : null)
    })
}

/** The session is in the browser's cookie, as for every other question. */
export function apiWith(onProgress: (share: number) => void): Api {
  return createClient({ transport: progressTransport(onProgress), baseUrl: '', token: () => undefined })
}
