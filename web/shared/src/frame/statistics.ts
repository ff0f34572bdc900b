/**
 * What a frame shows, as plain numbers and without any network: light, focus, wall, and how the head
 * fills the guide. Nothing is judged here; limits are in `hints`. The service measures the photo
 * itself with other means, so these numbers only have to be good enough for a hint.
 */
import { colourAt, shrink } from './picture'
import type { Guide, Picture, SmallFrame } from './picture'

/** What was measured. Luma is 0 … 1, lightness is CIE L*, 0 … 100. */
export interface FrameStatistics {
  /** Mean luma in the oval. */
  readonly faceLuma: number
  /** Share of the oval that is blown out. */
  readonly blownOut: number
  /** Lightness of the oval's left half less that of its right half, as seen in the frame. */
  readonly sideDifference: number
  /** Mean square of the second derivative in the oval by its brightness: low when out of focus. */
  readonly detail: number
  /** Mean step between neighbours on the wall, in grey levels: high on a busy one. */
  readonly clutter: number
  /** Mean lightness of the wall. */
  readonly wallLightness: number
  /** How the head lies in the oval; none where person and wall look the same. */
  readonly head?: HeadFit
}

/** How the head lies in the oval: shares of pixels that differ from the wall. */
interface HeadFit {
  /** Of a ring just inside the oval, beside the face: low when the head is far away. */
  readonly inside: number
  /** Of a ring just outside the oval, above and beside the head: high when it is too close. */
  readonly outside: number
  /** Middle of the head right (+) or left (−) of the oval's, in radii. */
  readonly offset: number
  /** Turn of the head's outline clockwise, degrees: about a third of the head's own turn. */
  readonly lean: number
}

/** OFIQ `OverExposurePrevention`: luminance from here on is blown out. */
const BLOWN_OUT = 247

/** A pixel further than this from the wall's colour is not wall; light skin on white walls is at 30. */
const WALL_DISTANCE = 24

/** Below this share of the oval's middle the person cannot be told from the wall. */
const MIN_MIDDLE = 0.35

/** Measures a frame; `undefined` for one that holds nothing. */
export function measureFrame(picture: Picture, guide: Guide): FrameStatistics | undefined {
  const frame = shrink(picture, guide)
  if (frame === undefined) return undefined
  const wall = wallOf(frame)
  const light = lightOf(frame)
  const head = headOf(frame, wall)
  return {
    ...light,
    detail: detailOf(frame, light.faceLuma),
    clutter: wall.clutter,
    wallLightness: wall.lightness,
    ...(head === undefined ? {} : { head }),
  }
}

/** Calls `visit` with every pixel and its place in the oval: (0, 0) the middle, radius 1 the rim. */
function walk(frame: SmallFrame, visit: (at: number, x: number, y: number) => void): void {
  const { centerX, centerY, radiusX, radiusY } = frame.guide
  let at = 0
  for (let row = 0; row < frame.height; row += 1) {
    const y = (row + 0.5 - centerY) / radiusY
    for (let column = 0; column < frame.width; column += 1) {
      visit(at, (column + 0.5 - centerX) / radiusX, y)
      at += 1
    }
  }
}

function lightOf(
  frame: SmallFrame,
): Pick<FrameStatistics, 'faceLuma' | 'blownOut' | 'sideDifference'> {
  const [all, left, right] = [new Mean(), new Mean(), new Mean()]
  const blown = new Mean()
  walk(frame, (at, x, y) => {
    // Hair on top and neck below are no skin; the middle of the oval is.
    if (x * x + y * y > 0.64 || y < -0.45) return
    const luma = frame.luma[at] ?? 0
    all.add(luma)
    blown.add(luma >= BLOWN_OUT ? 1 : 0)
    if (x < -0.15) left.add(luma)
    if (x > 0.15) right.add(luma)
  })
  return {
    faceLuma: all.value() / 255,
    blownOut: blown.value(),
    sideDifference: lightness(left.value()) - lightness(right.value()),
  }
}

/** The Laplacian of four neighbours: flat and evenly shaded areas give nothing. */
function detailOf(frame: SmallFrame, faceLuma: number): number {
  const { luma, width } = frame
  const square = new Mean()
  walk(frame, (at, x, y) => {
    // Eyes, nose and mouth; not the outline, which stays strong when the face is soft.
    if (Math.abs(x) > 0.6 || y < -0.35 || y > 0.6) return
    const near = [at - 1, at + 1, at - width, at + width].map((next) => luma[next])
    const sum = near.reduce<number>((total, value) => total + (value ?? Number.NaN), 0)
    const curve = sum - 4 * (luma[at] ?? 0)
    if (!Number.isNaN(curve)) square.add(curve * curve)
  })
  return square.value() / Math.max(faceLuma, 0.05) ** 2
}

type Colour = readonly [number, number, number]

interface Wall {
  /** Left and right of the head: light from a side makes two walls of one. */
  readonly colours: readonly [Colour, Colour]
  readonly lightness: number
  readonly clutter: number
}

/** The wall beside and above the head; shoulders are further down. */
function wallOf(frame: SmallFrame): Wall {
  const { luma, width } = frame
  const sides = [new Colours(), new Colours()] as const
  const steps = new Mean()
  const bright = new Mean()
  walk(frame, (at, x, y) => {
    if (y > 0.3 || x * x + y * y < 1.7) return
    sides[x < 0 ? 0 : 1].add(colourAt(frame.rgb, at))
    bright.add(luma[at] ?? 0)
    const isLastColumn = (at + 1) % width === 0
    if (!isLastColumn) steps.add(Math.abs((luma[at + 1] ?? 0) - (luma[at] ?? 0)))
  })
  return {
    colours: [sides[0].median(), sides[1].median()],
    lightness: lightness(bright.value()),
    clutter: steps.value(),
  }
}

function headOf(frame: SmallFrame, wall: Wall): HeadFit | undefined {
  const [middle, inside, outside] = [new Mean(), new Mean(), new Mean()]
  const axis = new Axis()
  walk(frame, (at, x, y) => {
    const radius = Math.hypot(x, y)
    const colour = colourAt(frame.rgb, at)
    const isWall = wall.colours.some((of) => distance(colour, of) <= WALL_DISTANCE)
    const person = isWall ? 0 : 1
    if (radius < 0.5) middle.add(person)
    // Below the cheeks comes the neck, at any distance.
    if (y > 0.35) return
    if (radius >= 0.78 && radius < 0.95) inside.add(person)
    if (radius >= 1.3 && radius < 1.5) outside.add(person)
    if (person === 1 && Math.abs(x) < 1.4 && y > -1.4) axis.add(x, y)
  })
  if (middle.value() < MIN_MIDDLE) return undefined
  return {
    inside: inside.value(),
    outside: outside.value(),
    offset: axis.offset(),
    lean: axis.lean(frame.guide.radiusX / frame.guide.radiusY),
  }
}

/** Colours that are asked for their middle one, channel by channel. */
class Colours {
  private readonly channels: readonly [number[], number[], number[]] = [[], [], []]

  add(colour: Colour): void {
    this.channels.forEach((values, channel) => values.push(colour[channel] ?? 0))
  }

  median(): Colour {
    const [r, g, b] = this.channels
    return [medianOf(r), medianOf(g), medianOf(b)]
  }
}

/** A mean that is asked for once all is there; 0 of nothing. */
class Mean {
  private sum = 0
  private count = 0

  add(value: number): void {
    this.sum += value
    this.count += 1
  }

  value(): number {
    return this.count === 0 ? 0 : this.sum / this.count
  }
}

/**
 * The line through the middles of a head's rows. An axis of second moments would be drawn aside by
 * long hair on one shoulder.
 */
class Axis {
  private readonly rows = new Map<number, { sum: number; count: number; y: number }>()

  add(x: number, y: number): void {
    const key = Math.round(y * 1000)
    const row = this.rows.get(key) ?? { sum: 0, count: 0, y }
    row.sum += x
    row.count += 1
    this.rows.set(key, row)
  }

  offset(): number {
    const mean = new Mean()
    for (const { sum, count } of this.rows.values()) mean.add(sum / count)
    return mean.value()
  }

  /** Degrees clockwise; `aspect` is a radius's width by its height. */
  lean(aspect: number): number {
    const places = [...this.rows.values()].map(({ sum, count, y }) => ({ x: sum / count, y }))
    const [meanX, meanY] = [new Mean(), new Mean()]
    for (const { x, y } of places) {
      meanX.add(x)
      meanY.add(y)
    }
    let [covariance, variance] = [0, 0]
    for (const { x, y } of places) {
      covariance += (x - meanX.value()) * (y - meanY.value())
      variance += (y - meanY.value()) ** 2
    }
    const slope = variance === 0 ? 0 : (covariance / variance) * aspect
    return (-Math.atan(slope) * 180) / Math.PI
  }
}

/** Lightness L* of a grey of this luma, 0 … 255. */
function lightness(luma: number): number {
  const value = luma / 255
  const linear = value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  return linear <= 0.008856 ? 903.3 * linear : 116 * Math.cbrt(linear) - 16
}

function distance(a: Colour, b: Colour): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])
}

function medianOf(values: number[]): number {
  values.sort((a, b) => a - b)
  return values[Math.floor(values.length / 2)] ?? 0
}
