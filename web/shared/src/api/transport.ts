/**
 * The way to the service, which differs between browsers (`fetch`) and mini-programs (`uni.request`).
 * The client decides what is said; a transport carries it.
 */

/** What is carried besides the headers. `File` is how the platform names a file. */
export type TransportBody<File> =
  | { readonly kind: 'none' }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'bytes'; readonly bytes: ArrayBuffer }
  | {
      readonly kind: 'form'
      readonly fields: Readonly<Record<string, string>>
      readonly files: Readonly<Record<string, File>>
    }

/** One request. */
export interface TransportRequest<File> {
  /** In capitals. */
  readonly method: string
  readonly url: string
  /** Without `Content-Type` where the body is a form: only the platform knows its boundary. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: TransportBody<File>
  /** How a good answer is wanted; any other one is text. */
  readonly answerAs: 'text' | 'bytes'
}

/** One answer, whatever its status. */
export interface TransportAnswer {
  readonly status: number
  /** Names in small letters. */
  readonly headers: Readonly<Record<string, string>>
  /** Bytes only of a good answer to who asked for bytes. */
  readonly body: string | ArrayBuffer
}

/**
 * Carries a request; `undefined` when no answer came back: no network, cut off, taken too long.
 * Never rejects.
 */
export type Transport<File> = (
  request: TransportRequest<File>,
) => Promise<TransportAnswer | undefined>
