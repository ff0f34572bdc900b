/** One photo with its verdicts and both pictures, asked for until it was looked at. */
import { readonly, shallowRef } from 'vue'

import type { Schemas } from '../../../../shared/src/index'
import { api } from '../../lib/api'
import { addressOf } from '../../lib/pictures'
import { useAction } from '../../lib/useAction'

/** How long the service may keep an answer back while it looks, milliseconds. */
const WAIT_MS = 10_000

/** Rounds of asking: a queue longer than this is worth a word of its own. */
const ROUNDS = 12

export function usePhoto() {
  const photo = shallowRef<Schemas['PhotoView']>()
  const etag = shallowRef<string>()
  const original = shallowRef('')
  const portrait = shallowRef('')
  const loading = useAction()

  /** Loads the photo, waits until it was looked at, and fetches its pictures. */
  async function load(id: string): Promise<void> {
    for (let round = 0; round < ROUNDS; round += 1) {
      const found = await loading.run(async () => {
        const result = await api.GET('/api/v1/photos/{id}', {
          params: { path: { id }, query: { wait_ms: WAIT_MS } },
        })
        etag.value = result.etag
        return result
      })
      if (found === undefined) return
      photo.value = found
      if (found.state !== 'received') break
    }
    await loadPictures(id)
  }

  async function loadPictures(id: string): Promise<void> {
    const links = await loading.run(() =>
      api.GET('/api/v1/photos/{id}/links', { params: { path: { id } } }),
    )
    if (links === undefined) return
    original.value = await fetched(links.original)
    portrait.value = await fetched(links.portrait ?? '')
  }

  /** Pictures open for their student alone, so an image element cannot fetch them by itself. */
  async function fetched(address: string): Promise<string> {
    const link = address.split('/').pop() ?? ''
    if (link === '') return ''
    const bytes = await loading.run(() =>
      api.download('/api/v1/files/{link}', { params: { path: { link } } }),
    )
    return bytes === undefined ? '' : addressOf(bytes)
  }

  return {
    photo: readonly(photo),
    etag: readonly(etag),
    original: readonly(original),
    portrait: readonly(portrait),
    failure: loading.failure,
    load,
  }
}
