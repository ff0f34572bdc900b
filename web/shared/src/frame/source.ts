/**
 * Where hints come from while a camera is open. Pixels alone do on every phone; a platform that finds
 * faces can add what pixels do not tell.
 */
import { PORTRAIT_GUIDE, hintsFor } from './hints'
import type { Hint } from './hints'
import type { HintLimits } from './limits'
import type { Picture } from './picture'
import { measureFrame } from './statistics'

/** Looks at frames, one after the other. */
export interface HintSource {
  /** What speaks against the shutter, going by one frame, most pressing first. */
  readonly look: (frame: Picture) => Promise<readonly Hint[]>
  /** Whether the last look found a face; a source that finds none by itself never says so. */
  readonly seesFace?: () => boolean
  /** Gives back what the source holds. */
  readonly close: () => void
}

/** Hints from pixels alone. */
export function pixelHints(limits: HintLimits): HintSource {
  return {
    look: (frame) => {
      const seen = measureFrame(frame, PORTRAIT_GUIDE)
      return Promise.resolve(seen === undefined ? [] : hintsFor(seen, limits))
    },
    close: () => undefined,
  }
}

/** Several sources as one: what the first says comes first. */
export function allOf(sources: readonly HintSource[]): HintSource {
  return {
    look: async (frame) => {
      const hints = await Promise.all(sources.map((source) => source.look(frame)))
      return hints.flat()
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

/** Shares of the guide's oval between which a face fills it. */
const FACE_WIDTHS = { min: 0.55, max: 1.15 }

/** What speaks against the shutter, going by a face that was found: where it is, then how it is turned. */
export function faceHints(face: SeenFace, limits: HintLimits): readonly Hint[] {
  if (face.middle === undefined) return ['nobody']
  return [distanceHint(face.width, face.middle), turnHint(face.turn, limits)].filter((hint) => hint !== undefined)
}

function distanceHint(width: number, [x, y]: readonly [number, number]): Hint | undefined {
  const oval = 2 * PORTRAIT_GUIDE.radiusX
  if (width < FACE_WIDTHS.min * oval) return 'too-far'
  if (width > FACE_WIDTHS.max * oval) return 'too-close'
  const [across, down] = [
    Math.abs(x - PORTRAIT_GUIDE.centerX) / PORTRAIT_GUIDE.radiusX,
    Math.abs(y - PORTRAIT_GUIDE.centerY) / PORTRAIT_GUIDE.radiusY,
  ]
  return across > 0.3 || down > 0.45 ? 'off-centre' : undefined
}

function turnHint({ pitch, yaw, roll }: SeenFace['turn'], { maxWeChatTurn: most }: HintLimits): Hint | undefined {
  if (Math.abs(roll) > most.roll) return 'tilted'
  if (Math.abs(yaw) > most.yaw) return 'turned'
  return Math.abs(pitch) > most.pitch ? 'chin' : undefined
}
