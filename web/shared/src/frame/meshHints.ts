/**
 * Hints from the points of faces and from pixels together: light first, because in the dark no network
 * finds anybody; then the face; then what only pixels tell.
 */
import type { MeshFace } from './faceMessages'
import { PORTRAIT_GUIDE, hintsBeside, hintsFor } from './hints'
import type { Hint } from './hints'
import type { HintLimits } from './limits'
import type { Picture } from './picture'
import { faceHints } from './source'
import type { HintSource } from './source'
import { measureFrame } from './statistics'

/** Of what the same eyes were before: below this share the lids came down. No rule speaks of two frames. */
const MIN_EYES_SHARE = 0.65

/** How fast it is forgotten how wide eyes were open, per look: another person may sit down. */
const FORGET = 0.98

/** The mesh begins below the hair; a head's middle is where the eyes are, at this share of the mesh. */
const MIDDLE_OF_HEAD = 0.3

/** Finds faces; `undefined` while nothing can be said, which is not the same as no face. */
export type FindFaces = (frame: Picture) => Promise<readonly MeshFace[] | undefined>

/** Hints from faces and pixels; from pixels alone as long as `find` says nothing. */
export function meshHints(find: FindFaces, limits: HintLimits, close: () => void): HintSource {
  let widest = 0
  let seesFace = false
  return {
    look: async (frame) => {
      const seen = measureFrame(frame, PORTRAIT_GUIDE)
      if (seen === undefined) return []
      const faces = await find(frame)
      seesFace = (faces ?? []).length > 0
      if (faces === undefined) return hintsFor(seen, limits)
      const [first] = bySize(faces)
      widest = Math.max(widest * FORGET, first === undefined ? 0 : Math.min(...first.eyes))
      return hintsBeside(seen, hintsOfMesh(faces, limits, widest), limits)
    },
    seesFace: () => seesFace,
    close,
  }
}

/** What speaks against the shutter, going by the faces that were found and by how far these eyes have been open. */
export function hintsOfMesh(faces: readonly MeshFace[], limits: HintLimits, widestEyes = 0): readonly Hint[] {
  const [first, second] = bySize(faces)
  if (first === undefined) return ['no-face']
  if (second !== undefined && area(second) > limits.maxSecondFace * area(first)) return ['several']
  return [...placeHints(first, limits), turnHint(first, limits), lidsAndLips(first, limits, widestEyes)].filter((hint) => hint !== undefined)
}

function placeHints({ box }: MeshFace, limits: HintLimits): readonly Hint[] {
  const face = {
    middle: [box.left + box.width / 2, box.top + MIDDLE_OF_HEAD * box.height],
    width: box.width,
    // Told by the mesh in units of its own.
    turn: { pitch: 0, yaw: 0, roll: 0 },
  } as const
  return faceHints(face, limits)
}

function turnHint({ pitch, yaw, roll }: MeshFace, limits: HintLimits): Hint | undefined {
  if (Math.abs(roll) > limits.maxRoll) return 'tilted'
  if (Math.abs(yaw) > limits.maxYaw) return 'turned'
  return Math.abs(pitch) > limits.maxPitch ? 'chin' : undefined
}

function lidsAndLips({ eyes, mouth }: MeshFace, limits: HintLimits, widestEyes: number): Hint | undefined {
  const minEyes = Math.max(limits.minEyes, MIN_EYES_SHARE * widestEyes)
  if (Math.min(...eyes) < minEyes) return 'eyes-closed'
  return mouth > limits.maxMouth ? 'mouth-open' : undefined
}

/** The largest first. One face is sometimes found twice after a jump; the smaller of them is dropped. */
function bySize(faces: readonly MeshFace[]): readonly MeshFace[] {
  const sorted = [...faces].sort((a, b) => area(b) - area(a))
  return sorted.filter((face, at) => !sorted.slice(0, at).some((larger) => isWithin(face, larger)))
}

function isWithin({ box }: MeshFace, { box: around }: MeshFace): boolean {
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2]
  const isAcross = x > around.left && x < around.left + around.width
  return isAcross && y > around.top && y < around.top + around.height
}

function area({ box }: MeshFace): number {
  return box.width * box.height
}
