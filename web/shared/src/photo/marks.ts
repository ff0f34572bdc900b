/**
 * Places on a portrait that a rule speaks of, worked out from the few lengths that the service measured
 * in it. They point at the place; they measure nothing, and no verdict depends on them.
 */
import type { Schemas } from '../api/types'
import { known } from '../text/known'

type Geometry = Schemas['GeometryView']

/** A stretch of a picture, as shares of its width and height. */
export interface Area {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** A place that is pointed at. */
export interface Mark extends Area {
  readonly shape: 'oval' | 'box'
}

/** Parts of the picture that rules speak of. */
type Part =
  | 'eyes'
  | 'brows'
  | 'glasses'
  | 'mouth'
  | 'ears'
  | 'face'
  | 'head'
  | 'crown'
  | 'neck'
  | 'shoulders'
  | 'clothes'
  | 'wall'
  | 'cheeks'

/** Complete; empty where a rule speaks of the whole picture. */
const PARTS: Readonly<Record<Schemas['RuleId'], readonly Part[]>> = {
  'new-shot': [],
  'camera-claim': [],
  'file-readable': [],
  'resolution-sufficient': [],
  'original-photo': [],
  recent: [],
  'single-face': ['face'],
  'head-level': ['head'],
  'head-frontal': ['face'],
  'head-upright': ['head'],
  'shoulders-level': ['shoulders'],
  framing: ['head', 'shoulders'],
  'eyes-open': ['eyes'],
  'gaze-forward': ['eyes'],
  'mouth-closed': ['mouth'],
  'glasses-absent': ['glasses'],
  'glasses-clear': ['glasses'],
  'face-uncovered': ['face'],
  'brows-visible': ['brows'],
  'eyes-visible': ['eyes'],
  'ears-visible': ['ears'],
  'jewellery-absent': ['ears', 'neck'],
  'headwear-absent': ['crown'],
  'background-plain': ['wall'],
  'matte-clean': ['wall'],
  'clothes-distinct': ['clothes'],
  'clothes-plain': ['clothes'],
  'light-even': ['cheeks'],
  'not-overexposed': ['face'],
  'not-underexposed': ['face'],
  'natural-colour': ['face'],
  'red-eye-absent': ['eyes'],
  sharp: ['face'],
  'compression-clean': [],
  'not-retouched': ['face'],
  'not-composited': [],
  'no-overlay': [],
}

/** Where to look for what a rule says; nothing where it speaks of the whole picture. */
export function marksFor(rule: Schemas['RuleId'], geometry: Geometry): readonly Mark[] {
  return (known(PARTS, rule) ?? []).flatMap((part) => placesOf(part, geometry))
}

/** A place in pixels, middle and half sizes. */
type Place = readonly [x: number, y: number, halfWidth: number, halfHeight: number, shape: Mark['shape']]

function placesOf(part: Part, geometry: Geometry): readonly Mark[] {
  const { width_px: width, height_px: height } = geometry
  return pixels(part, geometry).map(([x, y, halfWidth, halfHeight, shape]) => ({
    left: share(x - halfWidth, width),
    right: share(x + halfWidth, width),
    top: share(y - halfHeight, height),
    bottom: share(y + halfHeight, height),
    shape,
  }))
}

/** Proportions of a face seen from the front: eyes half a face apart, lips at two thirds below them. */
function pixels(part: Part, geometry: Geometry): readonly Place[] {
  const { width_px: width, height_px: height, crown_px: crown } = geometry
  const { eye_line_px: eyes, chin_px: chin, face_width_px: face } = geometry
  const x = width / 2 + geometry.center_offset_px
  const lower = chin - eyes
  const both = (y: number, apart: number, halfWidth: number, halfHeight: number): readonly Place[] =>
    [-1, 1].map((side) => [x + side * apart, y, halfWidth, halfHeight, 'oval'] as const)
  switch (part) {
    case 'eyes':
      return both(eyes, 0.24 * face, 0.17 * face, 0.1 * face)
    case 'brows':
      return both(eyes - 0.17 * face, 0.24 * face, 0.2 * face, 0.09 * face)
    case 'glasses':
      return [[x, eyes + 0.02 * face, 0.52 * face, 0.19 * face, 'box']]
    case 'mouth':
      return [[x, eyes + 0.64 * lower, 0.26 * face, 0.14 * face, 'oval']]
    case 'ears':
      return both(eyes + 0.22 * lower, 0.53 * face, 0.11 * face, 0.27 * lower)
    case 'cheeks':
      return both(eyes + 0.4 * lower, 0.27 * face, 0.17 * face, 0.24 * lower)
    case 'face':
      return [[x, (eyes - 0.5 * face + chin) / 2, 0.54 * face, (lower + 0.5 * face) / 2, 'oval']]
    case 'head':
      return [[x, (crown + chin) / 2, 0.64 * face, (chin - crown) / 2 + 0.02 * height, 'oval']]
    case 'crown':
      return [[x, crown + 0.2 * (eyes - crown), 0.6 * face, 0.42 * (eyes - crown), 'oval']]
    case 'neck':
      return [[x, chin + 0.3 * lower, 0.42 * face, 0.24 * lower, 'oval']]
    case 'shoulders':
      return [[width / 2, chin + 0.62 * lower, 0.47 * width, 0.3 * lower, 'box']]
    case 'clothes': {
      const top = Math.min(chin + 0.4 * lower, 0.9 * height)
      return [[width / 2, (top + height) / 2, 0.47 * width, (height - top) / 2, 'box']]
    }
    case 'wall':
      return [-1, 1].map((side) => {
        const [inner, edge] = [x + side * Math.min(0.72 * face, 0.36 * width), width / 2 + side * 0.48 * width]
        const middle = (crown + chin) / 2
        return [(inner + edge) / 2, middle, Math.abs(edge - inner) / 2, (chin - crown) * 0.55, 'box'] as const
      })
  }
}

function share(px: number, whole: number): number {
  return Math.min(0.99, Math.max(0.01, px / whole))
}

/** The same place on the whole photo, whose upright size is given in pixels. */
export function onOriginal(mark: Mark, geometry: Geometry, photo: PictureSize): Mark {
  const [left = 0, top = 0, right = photo.width, bottom = photo.height] = geometry.source_area
  const across = (value: number) => (left + value * (right - left)) / photo.width
  const down = (value: number) => (top + value * (bottom - top)) / photo.height
  return {
    left: across(mark.left),
    right: across(mark.right),
    top: down(mark.top),
    bottom: down(mark.bottom),
    shape: mark.shape,
  }
}

/** Width and height of a picture as it is shown, pixels. */
export interface PictureSize {
  readonly width: number
  readonly height: number
}

/**
 * How the whole photo has to lie behind a window so that the window shows what the portrait shows: in
 * shares of the window. Then a line between both compares the same place.
 */
export function behindPortrait(geometry: Geometry, photo: PictureSize): Area {
  const [left = 0, top = 0, right = photo.width, bottom = photo.height] = geometry.source_area
  const [width, height] = [right - left, bottom - top]
  return {
    left: -left / width,
    top: -top / height,
    right: (photo.width - left) / width,
    bottom: (photo.height - top) / height,
  }
}
