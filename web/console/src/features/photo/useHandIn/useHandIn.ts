/** A photo that staff hand in for a student: sent piece by piece, then waited for until the service has looked at it. */
import { shallowReadonly, shallowRef } from 'vue'

import type { Result } from '@caixiang/shared/api/client'
import type { ApiError } from '@caixiang/shared/api/failure'
import type { Schemas } from '@caixiang/shared/api/types'
import { newKey } from '@caixiang/shared/api/writes'
import { uploadPhoto } from '@caixiang/shared/upload/uploadPhoto'

import type { Api } from '../../../lib/api'
import type { Session } from '../../session/useSession/useSession'

/** How far a photo has come. */
export type HandIn =
  | { readonly state: 'none' }
  | { readonly state: 'sending'; readonly share: number }
  /** The service looks at it. */
  | { readonly state: 'checking' }
  | { readonly state: 'checked'; readonly photo: Schemas['PhotoView']; readonly version: string | undefined }
  | { readonly state: 'failed'; readonly failure: ApiError }

/** How long the service keeps its answer back, and how often it is asked. */
const WAIT_MS = 10_000
const ROUNDS = 12

/** Nothing is sent before `send`. */
export function useHandIn(api: Api, session: Pick<Session, 'isOver'>) {
  const handIn = shallowRef<HandIn>({ state: 'none' })
  let round = 0

  function clear(): void {
    round += 1
    handIn.value = { state: 'none' }
  }

  /** Sends a file and waits until it was looked at; its photo, unless it failed or was given up. */
  async function send(degree: string, file: Blob, source: Schemas['CaptureSource']): Promise<Schemas['PhotoView'] | undefined> {
    clear()
    const mine = round
    const isCancelled = () => mine !== round
    handIn.value = { state: 'sending', share: 0 }
    const means = {
      wait: (ms: number) => new Promise<void>((resolve) => { setTimeout(resolve, ms) }),
      newKey,
      isCancelled,
      onProgress: (share: number) => { if (!isCancelled()) handIn.value = { state: 'sending', share } },
    }
    const sent = await uploadPhoto(api, { degree, bytes: await file.arrayBuffer(), source }, means)
    const looked = sent?.data === undefined ? sent : await check(sent.data.id, isCancelled)
    session.isOver(looked?.error)
    if (looked === undefined || isCancelled()) return undefined
    if (looked.error !== undefined) handIn.value = { state: 'failed', failure: looked.error }
    else handIn.value = { state: 'checked', photo: looked.data, version: looked.etag }
    return looked.data
  }

  async function check(id: string, isCancelled: () => boolean): Promise<Result<Schemas['PhotoView']>> {
    if (!isCancelled()) handIn.value = { state: 'checking' }
    for (let asked = 0; asked < ROUNDS && !isCancelled(); asked += 1) {
      const params = { path: { id }, query: { wait_ms: WAIT_MS } }
      const answer = await api.GET('/api/v1/photos/{id}', { params })
      if (answer.error !== undefined || answer.data.state !== 'received') return answer
    }
    return { error: { kind: 'no-answer' } }
  }

  return { handIn: shallowReadonly(handIn), clear, send }
}
