/** What part of the pictures is seen, and how large: one for both, so that they show the same place. */
import { computed, readonly, shallowRef } from 'vue'

import type { PictureSize } from '@caixiang/shared/photo/marks'

/** Screen pixels for a pixel of the portrait. */
const STEPS = [1, 1.5, 2, 3, 4, 6]

/** The closest that fingers come, as keys do. */
const MOST = Math.max(...STEPS)

/** What a key moves, pixels of the screen. */
const PAN_PX = 60

/** A place on the portrait's sheet, in its pixels. */
export interface Place {
  readonly x: number
  readonly y: number
}

const WHOLE = 'whole'

/** Where the sheet lies in a pane, and how large. */
function createGround(sheet: () => PictureSize) {
  const pane = shallowRef<PictureSize>({ width: 1, height: 1 })
  const zoom = shallowRef<number | typeof WHOLE>(WHOLE)
  const middle = shallowRef<Place>({ x: 0.5, y: 0.5 })

  const fitting = computed(() => Math.min(pane.value.width / sheet().width, pane.value.height / sheet().height, 1))
  const scale = computed(() => (zoom.value === WHOLE ? fitting.value : zoom.value))

  /** Where the sheet's corner lies in the pane. */
  const corner = computed<Place>(() => ({
    x: pane.value.width / 2 - middle.value.x * sheet().width * scale.value,
    y: pane.value.height / 2 - middle.value.y * sheet().height * scale.value,
  }))

  function look(at: Place): void {
    const inside = (share: number) => Math.min(1, Math.max(0, share))
    middle.value = { x: inside(at.x), y: inside(at.y) }
  }

  /** Shows the whole again, in the middle. */
  function showWhole(): void {
    zoom.value = WHOLE
    look({ x: 0.5, y: 0.5 })
  }

  /** Shows the sheet at a scale; what lies at `around`, in pixels of the pane, stays there. */
  function zoomTo(next: number, { x, y }: Place): void {
    const kept = 1 / scale.value - 1 / next
    zoom.value = next
    look({
      x: middle.value.x + ((x - pane.value.width / 2) * kept) / sheet().width,
      y: middle.value.y + ((y - pane.value.height / 2) * kept) / sheet().height,
    })
  }

  return { pane, zoom, middle, fitting, scale, corner, look, showWhole, zoomTo }
}

/** The view of sheets of `sheet` pixels in panes whose size is told by `measure`. */
export function useView(sheet: () => PictureSize) {
  const { pane, zoom, middle, fitting, scale, corner, look, showWhole, zoomTo } = createGround(sheet)

  function measure(size: PictureSize): void {
    if (size.width > 0 && size.height > 0) pane.value = size
  }

  /** As far as two fingers move apart or together around a place of the pane. */
  function stretch(ratio: number, around: Place): void {
    const next = Math.min(scale.value * ratio, MOST)
    if (next > fitting.value) zoomTo(next, around)
    else showWhole()
  }

  /** One step in or out; what lies at `around`, in pixels of the pane, stays there. */
  function step(inwards: boolean, around?: Place): void {
    const next = inwards ? STEPS.find((one) => one > scale.value + 0.01) : STEPS.filter((one) => one < scale.value - 0.01).at(-1)
    if (next === undefined || next <= fitting.value) {
      if (!inwards) showWhole()
      return
    }
    zoomTo(next, around ?? { x: pane.value.width / 2, y: pane.value.height / 2 })
  }

  /** Close to the face, which lies a little above the middle, or the whole again. */
  function toggle(): void {
    if (zoom.value !== WHOLE) {
      showWhole()
      return
    }
    zoom.value = 2
    look({ x: 0.5, y: 0.45 })
  }

  /** Moves the pictures by pixels of the screen. */
  function pan(right: number, down: number): void {
    look({
      x: middle.value.x + right / (sheet().width * scale.value),
      y: middle.value.y + down / (sheet().height * scale.value),
    })
  }

  return {
    scale,
    corner,
    isWhole: computed(() => zoom.value === WHOLE),
    pane: readonly(pane),
    measure,
    step,
    stretch,
    toggle,
    showWhole,
    pan,
    panBySteps: (right: number, down: number) => { pan(right * PAN_PX, down * PAN_PX) },
  }
}

export type View = ReturnType<typeof useView>
