/** A photo that is held against a standard: sent, judged, forgotten with the page. */
import { onScopeDispose, readonly, shallowReadonly, shallowRef } from 'vue'

import type { ApiError } from '@caixiang/shared/api/failure'
import type { Schemas } from '@caixiang/shared/api/types'
import type { Api } from '../../lib/api'
import type { Session } from '../session/useSession/useSession'

/** What a photo is held against. */
export interface Against {
  readonly spec: string
  /** `#rrggbb`. */
  readonly background: string
  readonly glasses: Schemas['Glasses']
}

/** What the service takes. */
export const PHOTO_BYTES_AT_MOST = 20 * 1024 * 1024

/** Nothing is sent before a photo is given. */
export function useTrial(api: Api, session: Pick<Session, 'isOver'>) {
  const trial = shallowRef<Schemas['TrialView']>()
  const failure = shallowRef<ApiError>()
  const isLooking = shallowRef(false)
  /** Where browsers find the photo and its portrait. */
  const original = shallowRef<string>()
  const portrait = shallowRef<string>()
  let round = 0

  function forget(): void {
    for (const address of [original.value, portrait.value]) if (address !== undefined) URL.revokeObjectURL(address)
    original.value = portrait.value = undefined
  }
  onScopeDispose(forget)

  async function look(photo: File, against: Against): Promise<void> {
    round += 1
    const mine = round
    forget()
    trial.value = failure.value = undefined
    isLooking.value = true
    original.value = URL.createObjectURL(photo)
    const bytes = await photo.arrayBuffer()
    const { data, error } = await api.POST('/api/v1/staff/photo-trials', { params: { query: { ...against } }, bytes })
    session.isOver(error)
    if (mine !== round) return
    isLooking.value = false
    failure.value = error
    trial.value = data
    if (data?.is === 'judged' && data.portrait != null) portrait.value = URL.createObjectURL(blobOf(data.portrait))
  }

  return {
    trial: shallowReadonly(trial),
    failure: readonly(failure),
    isLooking: readonly(isLooking),
    original: readonly(original),
    portrait: readonly(portrait),
    look,
  }
}

/** A JPEG file that came as base64. */
function blobOf(base64: string): Blob {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
  return new Blob([bytes], { type: 'image/jpeg' })
}
