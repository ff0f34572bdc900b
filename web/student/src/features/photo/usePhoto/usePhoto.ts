/** One photo with its verdicts and both pictures, asked for until it was looked at. */
import { onScopeDispose, readonly, shallowReadonly, shallowRef } from 'vue'

import type { Schemas } from '@caixiang/shared/api/types'
import type { Api } from '../../../lib/api'
import { addressOf, forget } from '../../../lib/pictures'
import { useAction } from '../../../lib/useAction'
import { localAddress } from '../useUpload/useUpload'

/** How long the service may keep an answer back while it looks, milliseconds. */
const WAIT_MS = 10_000

/** Rounds of asking: a queue longer than this is worth a word of its own. */
const ROUNDS = 30

/** Rounds after which the student is told that others are being checked as well. */
const LONG_ROUNDS = 2

export function usePhoto(api: Api) {
  const photo = shallowRef<Schemas['PhotoView']>()
  const etag = shallowRef<string>()
  const original = shallowRef('')
  const portrait = shallowRef('')
  const isLong = shallowRef(false)
  /** Nothing was heard of it for so long that the student is asked whether to go on waiting. */
  const hasStopped = shallowRef(false)
  const loading = useAction()
  /** Addresses that were made here, to be given back. */
  const made: string[] = []
  let isGone = false

  onScopeDispose(() => {
    isGone = true
    made.forEach(forget)
  })

  /** Loads the photo, waits until it was looked at, and fetches its pictures. */
  async function load(id: string): Promise<void> {
    original.value = localAddress(id) ?? ''
    hasStopped.value = false
    for (let round = 0; round < ROUNDS && !isGone; round += 1) {
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
      isLong.value = round >= LONG_ROUNDS
    }
    hasStopped.value = photo.value?.state === 'received'
    if (!isGone && !hasStopped.value) await loadPictures(id)
  }

  async function loadPictures(id: string): Promise<void> {
    const links = await loading.run(() =>
      api.GET('/api/v1/photos/{id}/links', { params: { path: { id } } }),
    )
    if (links === undefined) return
    // The portrait is small and is what is looked at first.
    portrait.value = await fetched(links.portrait ?? '')
    // What comes next would overwrite why this failed.
    if (loading.failure.value !== undefined) return
    if (original.value === '') original.value = await fetched(links.original)
  }

  /** Pictures open for their student alone, so an image element cannot fetch them by itself. */
  async function fetched(address: string): Promise<string> {
    const link = address.split('/').pop() ?? ''
    if (link === '') return ''
    const bytes = await loading.run(() =>
      api.download('/api/v1/files/{link}', { params: { path: { link } } }),
    )
    if (bytes === undefined) return ''
    const shown = await addressOf(bytes)
    made.push(shown)
    return shown
  }

  return {
    photo: shallowReadonly(photo),
    etag: readonly(etag),
    hasStopped: readonly(hasStopped),
    original: readonly(original),
    portrait: readonly(portrait),
    isLong: readonly(isLong),
    failure: loading.failure,
    load,
  }
}
