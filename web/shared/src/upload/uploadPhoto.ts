/**
 * Hands a photo in piece by piece, every byte as it was taken. A lost connection costs the piece that
 * was under way, not the photo.
 */
import type { ApiClient, Result } from '../api/client'
import { isPassing } from '../api/failure'
import type { ApiError } from '../api/failure'
import type { Schemas } from '../api/types'

/** A photo and where it goes. */
export interface PhotoToUpload {
  /** Id of the degree. */
  readonly degree: string
  readonly bytes: ArrayBuffer
  readonly source: Schemas['CaptureSource']
}

/** What the platform does for an upload. */
export interface UploadMeans {
  /** Resolves after so many milliseconds. */
  readonly wait: (ms: number) => Promise<void>
  /** A new random text, for `Idempotency-Key`. */
  readonly newKey: () => string
  /** Told the share that has arrived, 0 … 1. */
  readonly onProgress: (share: number) => void
}

/** A piece on a slow phone network takes some seconds. */
const PART_BYTES = 256 * 1024

/** Pauses between tries, milliseconds: together the ride through a tunnel. */
const PAUSES_MS = [1000, 2000, 4000, 8000, 15_000]

type Part = readonly [number: number, bytes: ArrayBuffer]

/** Opens a session for the photo, sends its pieces, and has the service put them together. */
export async function uploadPhoto<File>(
  api: ApiClient<File>,
  photo: PhotoToUpload,
  means: UploadMeans,
): Promise<Result<Schemas['PhotoSummaryView']>> {
  const openKey = means.newKey()
  const opened = await patiently(means, () =>
    api.POST('/api/v1/degrees/{id}/captures', {
      params: { path: { id: photo.degree }, header: { 'Idempotency-Key': openKey } },
    }),
  )
  if (opened.error !== undefined) return opened
  const { id, token, max_part_bytes: maxPartBytes } = opened.data
  const parts = cut(photo.bytes, Math.min(PART_BYTES, maxPartBytes))
  const error = await sendParts(api, opened.data, parts, means)
  if (error !== undefined) return { error }
  const completeKey = means.newKey()
  return patiently(means, () =>
    api.POST('/api/v1/captures/{id}/complete', {
      params: { path: { id }, header: { 'Capture-Token': token, 'Idempotency-Key': completeKey } },
      body: { source: photo.source, parts: parts.length },
    }),
  )
}

/** The photo in pieces, numbered from 0; an empty one is one empty piece. */
function cut(bytes: ArrayBuffer, partBytes: number): readonly Part[] {
  const count = Math.max(1, Math.ceil(bytes.byteLength / partBytes))
  return Array.from({ length: count }, (_, number) => [
    number,
    bytes.slice(number * partBytes, (number + 1) * partBytes),
  ])
}

async function sendParts<File>(
  api: ApiClient<File>,
  capture: Schemas['CaptureView'],
  parts: readonly Part[],
  means: UploadMeans,
): Promise<ApiError | undefined> {
  let missing = parts
  const send = async (): Promise<Result<undefined>> => {
    for (const [number, bytes] of missing) {
      const { error } = await api.PUT('/api/v1/captures/{id}/parts/{number}', {
        params: { path: { id: capture.id, number }, header: { 'Capture-Token': capture.token } },
        bytes,
      })
      if (error !== undefined) return { error }
      missing = missing.filter(([sent]) => sent !== number)
      means.onProgress(1 - missing.length / parts.length)
    }
    return { data: undefined }
  }
  const { error } = await patiently(means, send)
  return error
}

/** Tries again while that may help; the last failure is the answer. */
async function patiently<Data>(
  means: UploadMeans,
  attempt: () => Promise<Result<Data>>,
): Promise<Result<Data>> {
  let result = await attempt()
  for (const pause of PAUSES_MS) {
    if (result.error === undefined || !isPassing(result.error)) return result
    await means.wait(pause)
    result = await attempt()
  }
  return result
}
