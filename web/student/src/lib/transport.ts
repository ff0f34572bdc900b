/** The way to the service from both targets: `uni.request` is `wx.request` or XHR. */
// #ifdef H5
import { takeEarly } from './early'
// #endif
import type { Transport, TransportAnswer, TransportBody } from '@caixiang/shared/api/transport'

/** A file on this phone, as the platform's dialogs give it. */
export interface LocalFile {
  readonly path: string
  /** Told the share that has been sent, 0 … 1, while it goes up with a form. */
  readonly onSent?: (share: number) => void
}

const TIMEOUT_MS = 60_000

/** Carries requests with uni. */
export const uniTransport: Transport<LocalFile> = async (request) => {
  // #ifdef H5
  const early = await takeEarly(request.method, request.url)
  if (early !== undefined) return early
  // #endif
  return carry(request)
}

const carry: Transport<LocalFile> = (request) =>
  new Promise((resolve) => {
    const { method, url, headers, body, answerAs } = request
    const fail = () => {
      resolve(undefined)
    }
    if (body.kind === 'form') {
      const files = Object.entries(body.files).map(([name, { path }]) => ({ name, uri: path }))
      const task: unknown = uni.uploadFile({
        url,
        header: headers,
        files,
        name: files[0]?.name ?? '',
        filePath: files[0]?.uri ?? '',
        formData: body.fields,
        timeout: TIMEOUT_MS,
        success: ({ statusCode, data }) => {
          resolve({ status: statusCode, headers: {}, body: data })
        },
        fail,
      })
      const tell = Object.values(body.files)[0]?.onSent
      if (tell !== undefined) followUpload(task, tell)
      return
    }
    uni.request({
      url,
      method: method as 'GET',
      header: headers,
      ...payload(body),
      // Else uni parses what it takes for JSON.
      dataType: 'text',
      responseType: answerAs === 'bytes' ? 'arraybuffer' : 'text',
      timeout: TIMEOUT_MS,
      success: ({ statusCode, header, data }) => {
        resolve({ status: statusCode, headers: lowered(header), body: bodyOf(data, statusCode) })
      },
      fail,
    })
  })

/** Tells the share of an upload that has been sent. */
function followUpload(task: unknown, tell: (share: number) => void): void {
  const { onProgressUpdate } = (task ?? {}) as Partial<UniApp.UploadTask>
  onProgressUpdate?.call(task, ({ progress }) => {
    tell(progress / 100)
  })
}

function payload(body: Exclude<TransportBody<LocalFile>, { kind: 'form' }>) {
  switch (body.kind) {
    case 'none':
      return {}
    case 'text':
      return { data: body.text }
    case 'bytes':
      return { data: body.bytes }
  }
}

/** Who asks for bytes gets a refusal in bytes too; it is text. */
function bodyOf(data: unknown, status: number): TransportAnswer['body'] {
  if (!(data instanceof ArrayBuffer)) return typeof data === 'string' ? data : JSON.stringify(data)
  return status < 300 ? data : utf8(new Uint8Array(data))
}

/** Mini-programs have no `TextDecoder`. */
function utf8(bytes: Uint8Array): string {
  const escaped = Array.from(bytes, (byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')
  return decodeURIComponent(escaped)
}

function lowered(header: unknown): Record<string, string> {
  const entries = Object.entries((header ?? {}) as Record<string, unknown>)
  return Object.fromEntries(entries.map(([name, value]) => [name.toLowerCase(), String(value)]))
}
