/** How the pictures of the desk are looked at: with lines, with a loupe, one in the other's place. */
import { computed, shallowRef, watch } from 'vue'
import type { ComputedRef } from 'vue'

import { behindPortrait } from '@caixiang/shared/photo/marks'
import type { Area, PictureSize } from '@caixiang/shared/photo/marks'
import { keptSwitch } from '@caixiang/shared/vue/kept/kept'
import type { Schemas } from '@caixiang/shared/api/types'

import type { Desk } from '../../../features/review/useDesk/useDesk'
import type { Hand } from '../../../features/review/useHand/useHand'
import { reduced } from '../../../features/review/views'
import { keeper } from '../../../lib/keeper'

import { useView } from './useView'
import type { View } from './useView'

/** The standard's portrait, where the photo has none. */
const STANDARD: PictureSize = { width: 480, height: 640 }

/** All of a sheet. */
export const EVERYTHING: Area = { left: 0, top: 0, right: 1, bottom: 1 }

/** Where a photo lies that nothing was measured in: whole, in the middle of the sheet. */
function contained(photo: PictureSize, sheet: PictureSize): Area {
  const scale = Math.min(sheet.width / photo.width, sheet.height / photo.height)
  const [across, down] = [(photo.width * scale) / sheet.width, (photo.height * scale) / sheet.height]
  return { left: (1 - across) / 2, right: (1 + across) / 2, top: (1 - down) / 2, bottom: (1 + down) / 2 }
}

/** A photo in front, and its pictures. */
interface Front {
  readonly hand: Pick<Hand, 'current'>
  readonly pictures: Desk['pictures']
  /** Fetches the original of the photo in front in its whole resolution. */
  readonly sharpen: () => void
}

/** Another way to look at it. */
export type LookName = 'compare' | 'zoom' | 'zoom-in' | 'zoom-out' | 'guides' | 'marks' | 'loupe'

/** What pictures of the photo in front lie on. */
interface Ground {
  readonly geometry: ComputedRef<Schemas['GeometryView'] | undefined>
  readonly sheet: ComputedRef<PictureSize>
  readonly view: View
}

/** The pictures of the photo in front, where the original lies on the sheet, and how large it is shown. */
function useOnSheet(desk: Front, { geometry, sheet, view }: Ground) {
  const links = computed(() => desk.hand.current.value?.links)
  /** As sharp as it is there: reduced, until the whole one has come. */
  const original = computed(() => {
    const whole = desk.pictures.of(links.value?.original)
    return whole?.state === 'ready' ? whole : desk.pictures.of(reduced(links.value?.original ?? ''))
  })
  const portrait = computed(() => desk.pictures.of(links.value?.portrait))

  /** Where the original lies behind the portrait's sheet. */
  const originalArea = computed<Area>(() => {
    const { value: picture } = original
    if (picture?.state !== 'ready') return EVERYTHING
    // Measured was the file itself, of which a reduced view may be shown.
    const known = links.value?.original_size
    const size = known == null
      ? { width: picture.image.naturalWidth, height: picture.image.naturalHeight }
      : { width: known.width_px, height: known.height_px }
    return geometry.value === undefined ? contained(size, sheet.value) : behindPortrait(geometry.value, size)
  })

  /** How large the original is shown, in percent of the pixels that are there. */
  const percent = computed(() => {
    const { value: picture } = original
    const { value: area } = originalArea
    if (picture?.state !== 'ready') return undefined
    return ((area.right - area.left) * sheet.value.width * view.scale.value * 100) / picture.image.naturalWidth
  })
  watch(percent, (shown) => {
    if (shown !== undefined && shown > 100) desk.sharpen()
  })

  return { original, portrait, originalArea, percent }
}

/** What the switches say about the photo in front. */
export function useLooks(desk: Front) {
  const hasGuides = keptSwitch(keeper, 'review-guides', true)
  const hasMarks = keptSwitch(keeper, 'review-marks', true)
  const hasLoupe = shallowRef(false)
  const isCompared = shallowRef(false)
  /** Which earlier version the portrait is compared with; the original without it. */
  const comparedAt = shallowRef<number>()
  /** The rule whose place is lit. */
  const lit = shallowRef<Schemas['RuleId']>()

  const geometry = computed(() => desk.hand.current.value?.checked.geometry ?? undefined)
  const sheet = computed<PictureSize>(() =>
    geometry.value === undefined ? STANDARD : { width: geometry.value.width_px, height: geometry.value.height_px },
  )
  const view = useView(() => sheet.value)

  const { original, portrait, originalArea, percent } = useOnSheet(desk, { geometry, sheet, view })

  const earlier = computed(() => {
    const { value: at } = comparedAt
    return at === undefined ? undefined : desk.hand.current.value?.earlier[at]
  })

  /** What takes the portrait's place while its key is held, and where it lies. */
  const compared = computed(() => {
    const before = earlier.value?.links
    if (before == null) return { picture: original.value, area: originalArea.value }
    const picture = desk.pictures.of(before.portrait ?? before.original)
    if (picture?.state !== 'ready') return { picture, area: EVERYTHING }
    // Without a portrait it is what the student handed in, of whatever shape.
    const size = { width: picture.image.naturalWidth, height: picture.image.naturalHeight }
    return { picture, area: contained(size, sheet.value) }
  })

  function toggle(name: 'hasGuides' | 'hasMarks' | 'hasLoupe'): void {
    const one = { hasGuides, hasMarks, hasLoupe }[name]
    one.value = !one.value
  }

  function compare(isHeld: boolean): void {
    isCompared.value = isHeld
  }

  /** What keys and buttons ask for. */
  function look(name: LookName): void {
    if (name === 'compare') compare(true)
    else if (name === 'zoom') view.toggle()
    else if (name === 'zoom-in' || name === 'zoom-out') view.step(name === 'zoom-in')
    else if (name === 'guides') toggle('hasGuides')
    else if (name === 'marks') toggle('hasMarks')
    else toggle('hasLoupe')
  }

  return {
    toggle,
    compare,
    look,
    hasGuides,
    hasMarks,
    hasLoupe,
    isCompared,
    comparedAt,
    lit,
    geometry,
    sheet,
    view,
    original,
    portrait,
    originalArea,
    percent,
    compared,
  }
}

export type Looks = ReturnType<typeof useLooks>
