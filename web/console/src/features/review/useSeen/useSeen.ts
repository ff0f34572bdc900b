/** Pictures of all that is in hand, and since when those in front have been there to be looked at. */
import { computed, shallowRef, watch } from 'vue'

import type { Hand } from '../useHand/useHand'
import { usePictures } from '../usePictures/usePictures'
import { reduced } from '../views'

/** Nobody has looked at what was there for less: a key that bounces decides one photo. */
const GLANCE_MS = 250

export function useSeen(hand: Pick<Hand, 'sheets' | 'current'>) {
  const pictures = usePictures()
  const shownMs = shallowRef<number>()
  /** The photo whose original is wanted in its whole resolution. */
  const sharpened = shallowRef<string>()

  const urls = computed(() => {
    const ahead = hand.sheets.value.flatMap(({ links }) => [reduced(links.original), links.portrait])
    const front = hand.current.value
    if (front !== undefined && front.photo === sharpened.value) ahead.push(front.links.original)
    const before = hand.current.value?.earlier.flatMap(({ links }) => [links?.portrait ?? links?.original]) ?? []
    return [...ahead, ...before].filter((url) => typeof url === 'string').filter((url) => url !== '')
  })
  watch(urls, (wanted) => { pictures.keep(wanted) }, { immediate: true })

  /** The portrait is what is decided about; an original that no browser shows is looked at in it. */
  const isReady = computed(() => {
    const links = hand.current.value?.links
    const isThere = pictures.of(links?.portrait ?? reduced(links?.original ?? ''))?.state === 'ready'
    return isThere && pictures.of(reduced(links?.original ?? ''))?.state !== 'loading'
  })
  watch(
    [isReady, () => hand.current.value?.photo],
    ([ready]) => { shownMs.value = ready ? Date.now() : undefined },
    { immediate: true, flush: 'post' },
  )

  function sharpen(): void {
    sharpened.value = hand.current.value?.photo
  }

  /** Whether the photo in front has been there for long enough to be decided about. */
  function isLookedAt(): boolean {
    return isReady.value && shownMs.value !== undefined && Date.now() - shownMs.value >= GLANCE_MS
  }

  return { pictures, shownMs, isReady, isLookedAt, sharpen }
}
