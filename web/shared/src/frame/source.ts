/**
 * Where hints come from while a camera is open. Pixels alone do on every phone; a platform that finds
 * faces can add what pixels do not tell.
 */
import { PORTRAIT_GUIDE, hintFor } from './hints'
import type { Hint } from './hints'
import type { Picture } from './picture'
import { measureFrame } from './statistics'

/** Looks at frames, one after the other. */
export interface HintSource {
  /** What to do next, going by one frame; `undefined` when nothing speaks against the shutter. */
  readonly look: (frame: Picture) => Promise<Hint | undefined>
  /** Whether the last look found a face; a source that finds none by itself never says so. */
  readonly seesFace?: () => boolean
  /** Gives back what the source holds. */
  readonly close: () => void
}

/** Hints from pixels alone. */
export const PIXEL_HINTS: HintSource = {
  look: (frame) => {
    const seen = measureFrame(frame, PORTRAIT_GUIDE)
    return Promise.resolve(seen && hintFor(seen))
  },
  close: () => undefined,
}

/** Several sources as one: the first that has something to say is heard. */
export function firstOf(sources: readonly HintSource[]): HintSource {
  return {
    look: async (frame) => {
      for (const source of sources) {
        const hint = await source.look(frame)
        if (hint !== undefined) return hint
      }
      return undefined
    },
    seesFace: () => sources.some((source) => source.seesFace?.() === true),
    close: () => {
      for (const source of sources) source.close()
    },
  }
}

/** Keeps a line of text from flickering: a hint counts once two frames in a row have said it. */
export function steady(): (hint: Hint | undefined) => Hint | undefined {
  let shown: Hint | undefined
  let before: Hint | undefined
  return (hint) => {
    if (hint === before) shown = hint
    before = hint
    return shown
  }
}

/** A face as WeChat's `faceDetect` describes it, in shares of the frame where it has places. */
export interface SeenFace {
  /** Middle of the face; none where there is no face. */
  readonly middle?: readonly [x: number, y: number]
  /** Width of the face by that of the frame. */
  readonly width: number
  /** How far the head is turned, −1 … 1, 0 when it faces the lens. */
  readonly turn: { readonly pitch: number; readonly yaw: number; readonly roll: number }
}

/**
 * From where on a turn is worth a word. WeChat gives no unit for it, only that 0 faces the lens, so the
 * limits are generous: the service measures the turn in degrees.
 */
const TURNED = { pitch: 0.3, yaw: 0.2, roll: 0.15 }

/** Shares of the guide's oval between which a face fills it. */
const FACE_WIDTHS = { min: 0.55, max: 1.15 }

/** What to do next, going by a face that was found. */
export function faceHint(face: SeenFace): Hint | undefined {
  if (face.middle === undefined) return 'nobody'
  const oval = 2 * PORTRAIT_GUIDE.radiusX
  if (face.width < FACE_WIDTHS.min * oval) return 'too-far'
  if (face.width > FACE_WIDTHS.max * oval) return 'too-close'
  const [x, y] = face.middle
  const [across, down] = [
    Math.abs(x - PORTRAIT_GUIDE.centerX) / PORTRAIT_GUIDE.radiusX,
    Math.abs(y - PORTRAIT_GUIDE.centerY) / PORTRAIT_GUIDE.radiusY,
  ]
  if (across > 0.3 || down > 0.45) return 'off-centre'
  if (Math.abs(face.turn.roll) > TURNED.roll) return 'tilted'
  if (Math.abs(face.turn.yaw) > TURNED.yaw) return 'turned'
  return Math.abs(face.turn.pitch) > TURNED.pitch ? 'chin' : undefined
}
