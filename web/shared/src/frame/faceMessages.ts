/**
 * What the camera and the frame that finds faces say to each other. The frame has no origin, so each
 * side looks at what it got before it uses it. Pixels go in and numbers come out; nothing else does.
 */

/** A face that was found. Places and sizes are shares of the picture, to its right and downwards. */
export interface MeshFace {
  /** Hairline to chin, cheek to cheek. */
  readonly box: { readonly left: number; readonly top: number; readonly width: number; readonly height: number }
  /** Turn of the line through the eyes in the picture, degrees clockwise. */
  readonly roll: number
  /** How far the tip of the nose is from the middle of the cheeks, in half face widths: 0 from the front. */
  readonly yaw: number
  /** How far the tip of the nose is towards the eyes (+, chin up) or the lips, in shares of their distance. */
  readonly pitch: number
  /** Gap between the lids by the width of the eye, the one on the left of the picture first. */
  readonly eyes: readonly [number, number]
  /** Gap between the lips by the width of the mouth. */
  readonly mouth: number
}

/** A picture to look at; its buffer is handed over. The next one comes after the answer. */
export interface LookMessage {
  readonly kind: 'look'
  readonly id: number
  readonly width: number
  readonly height: number
  /** Red, green, blue, alpha; rows from the top. */
  readonly rgba: ArrayBuffer
}

/** What the frame says. */
export type FrameMessage =
  /** Its page is there and begins to load the rest. */
  | { readonly kind: 'here' }
  /** All is loaded and warm: pictures can come. */
  | { readonly kind: 'ready' }
  /** This browser or this network does not let it. */
  | { readonly kind: 'unavailable' }
  | { readonly kind: 'seen'; readonly id: number; readonly faces: readonly MeshFace[] }

/** Width and height that a picture may have at most, pixels: the network itself looks at 192. */
const MAX_LOOK_PX = 480

/** More are not looked for: two are already one too many. */
export const MAX_FACES = 2

type Fields = Readonly<Record<string, unknown>>

/** A message of the camera; `undefined` for anything else. */
export function readLook(data: unknown): LookMessage | undefined {
  if (!isFields(data) || data['kind'] !== 'look') return undefined
  const { id, width, height, rgba } = data
  if (!isNumber(id) || !isSide(width) || !isSide(height)) return undefined
  if (!(rgba instanceof ArrayBuffer) || rgba.byteLength !== width * height * 4) return undefined
  return { kind: 'look', id, width, height, rgba }
}

/** A message of the frame; `undefined` for anything else. */
export function readFrameMessage(data: unknown): FrameMessage | undefined {
  if (!isFields(data)) return undefined
  const { kind, id, faces } = data
  if (kind === 'here' || kind === 'ready' || kind === 'unavailable') return { kind }
  if (kind !== 'seen' || !isNumber(id) || !Array.isArray(faces) || faces.length > MAX_FACES) return undefined
  const read = faces.map(readFace)
  const whole = read.filter((face) => face !== undefined)
  return whole.length === read.length ? { kind, id, faces: whole } : undefined
}

function readFace(data: unknown): MeshFace | undefined {
  if (!isFields(data) || !isFields(data['box']) || !Array.isArray(data['eyes'])) return undefined
  const { left, top, width, height } = data['box']
  const { roll, yaw, pitch, mouth } = data
  const [one, other] = data['eyes'] as readonly unknown[]
  if (!isNumber(left) || !isNumber(top) || !isNumber(width) || !isNumber(height)) return undefined
  if (!isNumber(roll) || !isNumber(yaw) || !isNumber(pitch) || !isNumber(mouth)) return undefined
  if (!isNumber(one) || !isNumber(other)) return undefined
  return { box: { left, top, width, height }, roll, yaw, pitch, eyes: [one, other], mouth }
}

function isFields(data: unknown): data is Fields {
  return typeof data === 'object' && data !== null
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value)
}

function isSide(value: unknown): value is number {
  return isNumber(value) && Number.isInteger(value) && value > 0 && value <= MAX_LOOK_PX
}
