/** The headers of a request that changes something: it happens once, and to what was seen last. */

/** A new key for `Idempotency-Key`: unlike any other, but no secret. */
export function newKey(): string {
  const random = () => Math.random().toString(36).slice(2)
  return `${Date.now().toString(36)}-${random()}${random()}`
}

/** Headers of a write. */
export interface WriteHeaders {
  readonly 'Idempotency-Key': string
  readonly 'If-Match'?: string
}

/** The headers for a key and for the version (`ETag`) that the person saw, where there is one. */
export function writeHeaders(key: string, version: string | undefined): WriteHeaders {
  return { 'Idempotency-Key': key, ...(version === undefined ? {} : { 'If-Match': version }) }
}
