/** Small pictures of photos, fetched one after the other: the portrait where there is one. */
import { onScopeDispose, readonly, shallowRef } from 'vue'

import type { Api } from '../../../lib/api'
import { addressOf, forget } from '../../../lib/pictures'

/** What is shown of a photo. */
export interface Thumbnail {
  readonly number: number
  readonly degree: string
  /** Empty where the photo has no portrait: originals are too large to be thumbnails. */
  readonly address: string
}

export function useThumbnails(api: Api) {
  const thumbnails = shallowRef<ReadonlyMap<string, Thumbnail>>(new Map())
  const made: string[] = []
  let isGone = false

  onScopeDispose(() => {
    isGone = true
    made.forEach(forget)
  })

  /** Fetches those of `photos`; what cannot be had is left out. */
  async function load(photos: readonly string[]): Promise<void> {
    for (const id of photos) {
      if (isGone) return
      const { data: photo } = await api.GET('/api/v1/photos/{id}', { params: { path: { id } } })
      if (photo === undefined) continue
      const address = await portraitOf(id)
      const { number, degree } = photo
      thumbnails.value = new Map([...thumbnails.value, [id, { number, degree, address }]])
    }
  }

  async function portraitOf(id: string): Promise<string> {
    const { data: links } = await api.GET('/api/v1/photos/{id}/links', { params: { path: { id } } })
    const link = links?.portrait?.split('/').pop() ?? ''
    if (link === '') return ''
    const { data: bytes } = await api.download('/api/v1/files/{link}', { params: { path: { link } } })
    if (bytes === undefined) return ''
    const address = await addressOf(bytes)
    made.push(address)
    return address
  }

  return { thumbnails: readonly(thumbnails), load }
}
