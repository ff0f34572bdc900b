/**
 * From the points of MediaPipe's face mesh to a few numbers about a face. Nothing is judged here:
 * the limits are with the hints. Left and right are the picture's.
 */
import type { MeshFace } from '@caixiang/shared/frame/faceMessages'

/** A point as the mesh gives it: shares of the picture's width and height. */
export interface MeshPoint {
  readonly x: number
  readonly y: number
}

/** Points of the mesh have fixed numbers, the same for every face. */
const POINTS = {
  noseTip: 1,
  upperLip: 0,
  cheeks: [234, 454],
  innerLips: [13, 14],
  mouthCorners: [78, 308],
} as const

/** Corners of an eye, and its lids in pairs, upper and lower. */
interface Eye {
  readonly corners: readonly [number, number]
  readonly lids: readonly (readonly [number, number])[]
}

const EYES: readonly [Eye, Eye] = [
  { corners: [33, 133], lids: [[160, 144], [159, 145], [158, 153]] },
  { corners: [362, 263], lids: [[385, 380], [386, 374], [387, 373]] },
]

/** Points of the mesh without the irises, which are another model's. */
export const POINT_COUNT = 468

/**
 * Where the tip of the nose is between eyes and upper lip on MediaPipe's canonical face, seen from the
 * front: 0 at the eyes, 1 at the lip.
 */
const LEVEL_NOSE = 0.62

type Place = readonly [x: number, y: number]

/** Measures a face in a picture of `width` by `height`; `undefined` where points are missing. */
export function measureFace(
  points: readonly MeshPoint[],
  width: number,
  height: number,
): MeshFace | undefined {
  if (points.length < POINT_COUNT) return undefined
  // Shares of width and of height are not of the same length: angles need pixels.
  const places: readonly Place[] = points.map(({ x, y }) => [x * width, y * height])
  const at = (number: number): Place => places[number] ?? [Number.NaN, Number.NaN]
  const [left, right] = EYES.map(({ corners }) => middle(at(corners[0]), at(corners[1]))) as [Place, Place]
  const roll = Math.atan2(right[1] - left[1], right[0] - left[0])
  const eyes = middle(left, right)
  // From here on in the head's own directions, so that a tilted head is not also turned.
  const upright = (number: number): Place => turned(at(number), eyes, -roll)
  return {
    box: boxOf(points),
    roll: (roll * 180) / Math.PI,
    yaw: yawOf(upright),
    pitch: pitchOf(upright, eyes),
    eyes: [opennessOf(EYES[0], at), opennessOf(EYES[1], at)],
    mouth:
      distance(at(POINTS.innerLips[0]), at(POINTS.innerLips[1])) /
      distance(at(POINTS.mouthCorners[0]), at(POINTS.mouthCorners[1])),
  }
}

/** The tip of the nose is in front of the cheeks: it runs ahead of them when the head turns. */
function yawOf(upright: (number: number) => Place): number {
  const [left, right] = [upright(POINTS.cheeks[0]), upright(POINTS.cheeks[1])]
  const half = (right[0] - left[0]) / 2
  return (upright(POINTS.noseTip)[0] - (left[0] + right[0]) / 2) / half
}

/** It also runs ahead of eyes and lip when the chin goes up or down; the jaw has no part in it. */
function pitchOf(upright: (number: number) => Place, eyes: Place): number {
  const lip = upright(POINTS.upperLip)[1] - eyes[1]
  return LEVEL_NOSE - (upright(POINTS.noseTip)[1] - eyes[1]) / lip
}

/** Mean gap of the lids by the distance of the corners ("eye aspect ratio"). */
function opennessOf({ corners, lids }: Eye, at: (number: number) => Place): number {
  const gaps = lids.reduce((sum, [upper, lower]) => sum + distance(at(upper), at(lower)), 0)
  return gaps / lids.length / distance(at(corners[0]), at(corners[1]))
}

function boxOf(points: readonly MeshPoint[]): MeshFace['box'] {
  const xs = points.map(({ x }) => x)
  const ys = points.map(({ y }) => y)
  const [left, top] = [Math.min(...xs), Math.min(...ys)]
  return { left, top, width: Math.max(...xs) - left, height: Math.max(...ys) - top }
}

function middle(a: Place, b: Place): Place {
  return [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]
}

function distance(a: Place, b: Place): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1])
}

/** A place turned about another, radians clockwise in the picture. */
function turned([x, y]: Place, [centerX, centerY]: Place, by: number): Place {
  const [right, down] = [x - centerX, y - centerY]
  const [cos, sin] = [Math.cos(by), Math.sin(by)]
  return [centerX + right * cos - down * sin, centerY + right * sin + down * cos]
}
