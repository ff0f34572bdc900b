/** The lines of a viewfinder as styles, in shares of a frame that is three wide and four high. */
import { PORTRAIT_GUIDE } from '@caixiang/shared/frame/hints'

const { centerX, centerY, radiusX, radiusY } = PORTRAIT_GUIDE

function percent(share: number): string {
  return `${String(share * 100)}%`
}

/** Where the head should be. */
export const OVAL = {
  left: percent(centerX - radiusX),
  top: percent(centerY - radiusY),
  width: percent(radiusX * 2),
  height: percent(radiusY * 2),
}

/** Eyes lie a little above the middle of a head. */
export const EYES = {
  left: percent(centerX - radiusX * 0.8),
  top: percent(centerY - radiusY * 0.05),
  width: percent(radiusX * 1.6),
}

/** Shoulders begin about half a head below the chin. */
export const SHOULDERS = {
  left: percent(0.1),
  top: percent(centerY + radiusY * 1.55),
  width: percent(0.8),
}
