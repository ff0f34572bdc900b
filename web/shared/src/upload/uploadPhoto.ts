/**
 * Hands a photo in piece by piece, every byte as it was taken. A lost connection costs the piece that
 * was under way, not the photo.
 */
import type { ApiClient, Result } from '../api/client'
import { hasCode, isPassing } from '../api/failure'
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
  /** Resolves after so many milliseconds, or earlier when trying again makes sense. */
  readonly wait: (ms: number) => Promise<void>
  /** A new random text, for `Idempotency-Key`. */
  readonly newKey: () => string
  /** Told the share that has arrived, 0 … 1. */
  readonly onProgress: (share: number) => void
  /** Whether the student has thought better of it. */
  readonly isCancelled?: () => boolean
  /**
   * Resolves once the pieces may become a photo, which costs a check: they go up while their student still looks at the
   * picture. Resolves after a cancellation too.
   */
  readonly mayComplete?: () => Promise<void>
}

/**
 * What an upload that was interrupted needs to go on later: kept by the caller, for one photo, filled
 * and emptied here.
 */
export interface UploadMemory {
  session?: {
    readonly capture: Schemas['CaptureView']
    readonly completeKey: string
  }
}

/** A piece on a slow phone network takes some seconds. */
const PART_BYTES = 256 * 1024

/** Pauses between tries, milliseconds: together the ride through a tunnel. */
const PAUSES_MS = [1000, 2000, 4000, 8000, 15_000]

type Part = readonly [number: number, bytes: ArrayBuffer]

/** Refusals that mean: this session is over, another one may well work. */
const OVER: readonly Schemas['ProblemCode'][] = ['too-late', 'wrong-state', 'not-found']

/**
 * Opens a session for the photo, sends its pieces, and has the service put them together. With the
 * memory of an earlier try, only the pieces that did not arrive are sent. Nothing when it was cancelled.
 */
export async function uploadPhoto<File>(
  api: ApiClient<File>,
  photo: PhotoToUpload,
  means: UploadMeans,
  memory: UploadMemory = {},
): Promise<Result<Schemas['PhotoSummaryView']> | undefined> {
  const isResumed = memory.session !== undefined
  const result = await tryUpload(api, photo, means, memory)
  if (means.isCancelled?.() === true && result.error !== undefined) return undefined
  if (result.error === undefined || isPassing(result.error)) return result
  // A refusal ends the session; without an answer it may have worked, and the same key asks again.
  delete memory.session
  const isOver = OVER.some((code) => hasCode(result.error, code))
  return isResumed && isOver ? uploadPhoto(api, photo, means, memory) : result
}

async function tryUpload<File>(
  api: ApiClient<File>,
  photo: PhotoToUpload,
  means: UploadMeans,
  memory: UploadMemory,
): Promise<Result<Schemas['PhotoSummaryView']>> {
  const arrived = await arrivedBefore(api, means, memory)
  if (arrived.error !== undefined) return arrived
  const opened = await sessionFor(api, photo, means, memory)
  if (opened.error !== undefined) return opened
  const { capture, completeKey } = opened.data
  const parts = cut(photo.bytes, Math.min(PART_BYTES, capture.max_part_bytes))
  const error = await sendParts(api, { capture, parts, arrived: arrived.data }, means)
  if (error !== undefined) return { error }
  await means.mayComplete?.()
  if (means.isCancelled?.() === true) return { error: { kind: 'no-answer' } }
  const result = await patiently(means, () =>
    api.POST('/api/v1/captures/{id}/complete', {
      params: {
        path: { id: capture.id },
        header: { 'Capture-Token': capture.token, 'Idempotency-Key': completeKey },
      },
      body: { source: photo.source, parts: parts.length },
    }),
  )
  if (result.error === undefined) delete memory.session
  return result
}

/** Numbers of the pieces that an earlier try has brought over. */
async function arrivedBefore<File>(
  api: ApiClient<File>,
  means: UploadMeans,
  memory: UploadMemory,
): Promise<Result<readonly number[]>> {
  if (memory.session === undefined) return { data: [] }
  const { id } = memory.session.capture
  const { data, error } = await patiently(means, () =>
    api.GET('/api/v1/captures/{id}/parts', { params: { path: { id } } }),
  )
  return error === undefined ? { data: data.numbers } : { error }
}

async function sessionFor<File>(
  api: ApiClient<File>,
  photo: PhotoToUpload,
  means: UploadMeans,
  memory: UploadMemory,
): Promise<Result<NonNullable<UploadMemory['session']>>> {
  if (memory.session !== undefined) return { data: memory.session }
  const openKey = means.newKey()
  const opened = await patiently(means, () =>
    api.POST('/api/v1/degrees/{id}/captures', {
      params: { path: { id: photo.degree }, header: { 'Idempotency-Key': openKey } },
    }),
  )
  if (opened.error !== undefined) return opened
  memory.session = { capture: opened.data, completeKey: means.newKey() }
  return { data: memory.session }
}

/** Pieces under way, with the session that takes them. */
interface Delivery {
  readonly capture: Schemas['CaptureView']
  readonly parts: readonly Part[]
  /** Numbers that are there already. */
  readonly arrived: readonly number[]
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
  { capture, parts, arrived }: Delivery,
  means: UploadMeans,
): Promise<ApiError | undefined> {
  let missing = parts.filter(([number]) => !arrived.includes(number))
  if (arrived.length > 0) means.onProgress(1 - missing.length / parts.length)
  const send = async (): Promise<Result<undefined>> => {
    for (const [number, bytes] of missing) {
      if (means.isCancelled?.() === true) return { error: { kind: 'no-answer' } }
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

/** Tries again while that may help and is wanted; the last failure is the answer. */
async function patiently<Data>(
  means: UploadMeans,
  attempt: () => Promise<Result<Data>>,
): Promise<Result<Data>> {
  let result = await attempt()
  for (const pause of PAUSES_MS) {
    const isDone = result.error === undefined || !isPassing(result.error)
    if (isDone || means.isCancelled?.() === true) return result
    await means.wait(pause)
    if (means.isCancelled?.() === true) return result
    result = await attempt()
  }
  return result
}
