/**
 * Browsers only: answers that `early.js` asked for while the app itself was still on its way. Each is used
 * once; whoever asks again gets a new one.
 */

/** What `early.js` leaves: answers by address. */
interface WithEarly {
  readonly earlyAnswers?: Map<string, Promise<Response>>
}

/** An answer as the transport gives it; nothing where none was asked for, or none came. */
export async function takeEarly(
  method: string,
  url: string,
): Promise<{ readonly status: number; readonly headers: Record<string, string>; readonly body: string } | undefined> {
  const { earlyAnswers } = globalThis as WithEarly
  const asked = method === 'GET' ? earlyAnswers?.get(url) : undefined
  if (asked === undefined) return undefined
  earlyAnswers?.delete(url)
  try {
    const response = await asked
    return { status: response.status, headers: headersOf(response), body: await response.text() }
  } catch {
    return undefined
  }
}

function headersOf(response: Response): Record<string, string> {
  const headers: Record<string, string> = {}
  response.headers.forEach((value, name) => {
    headers[name] = value
  })
  return headers
}
