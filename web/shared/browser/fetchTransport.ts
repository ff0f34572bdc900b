/** The way to the service in a browser. */
import type { Transport, TransportBody } from '../src/api/transport'

/**
 * Carries requests with `fetch`, the session cookie included where page and API share a host. A
 * request is given up after `timeoutMs`.
 */
export function fetchTransport(
  timeoutMs: number,
  fetchAnswer: typeof fetch = fetch,
): Transport<Blob> {
  return async ({ method, url, headers, body, answerAs }) => {
    const abort = new AbortController()
    const timer = setTimeout(() => {
      abort.abort()
    }, timeoutMs)
    try {
      const response = await fetchAnswer(url, {
        method,
        headers,
        body: payload(body),
        credentials: 'same-origin',
        cache: 'no-store',
        // What is put back while its page closes has to arrive all the same.
        keepalive: method === 'DELETE',
        signal: abort.signal,
      })
      const isWanted = response.ok && answerAs === 'bytes'
      return {
        status: response.status,
        headers: headersOf(response),
        body: isWanted ? await response.arrayBuffer() : await response.text(),
      }
    } catch {
      // `fetch` tells nothing of the cause that a page could act on.
      return undefined
    } finally {
      clearTimeout(timer)
    }
  }
}

function headersOf(response: Response): Record<string, string> {
  const headers: Record<string, string> = {}
  response.headers.forEach((value, name) => {
    headers[name] = value
  })
  return headers
}

function payload(body: TransportBody<Blob>): BodyInit | null {
  switch (body.kind) {
    case 'none':
      return null
    case 'text':
      return body.text
    case 'bytes':
      return body.bytes
    case 'form': {
      const form = new FormData()
      for (const [name, text] of Object.entries(body.fields)) form.append(name, text)
      for (const [name, file] of Object.entries(body.files)) form.append(name, file)
      return form
    }
  }
}
