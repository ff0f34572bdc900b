/** Frames drawn for tests: a head with hair, face and shoulders before a wall. Made up, nobody's. */
import { PORTRAIT_GUIDE as GUIDE } from './hints'
import type { Picture } from './picture'

/** What is drawn; without a word it is a good frame. */
export interface Drawing {
  readonly width?: number
  readonly height?: number
  /** Head's size by that of the guide. */
  readonly size?: number
  /** Head's middle right of the guide's, in radii. */
  readonly offset?: number
  /** Degrees clockwise. */
  readonly tilt?: number
  /** Factor on all light. */
  readonly light?: number
  /** Factor on the light from the right. */
  readonly right?: number
  /** Radius of the blur, pixels. */
  readonly blur?: number
  /** Shelves on the wall. */
  readonly shelves?: boolean
  /** Nobody sits there. */
  readonly empty?: boolean
  readonly skin?: Colour
  readonly wall?: Colour
}

type Colour = readonly [number, number, number]

const HAIR: Colour = [38, 32, 30]
const SHIRT: Colour = [70, 74, 92]
const EYE: Colour = [40, 28, 24]
const LIPS: Colour = [150, 80, 80]

/** Draws a frame. */
export function draw(drawing: Drawing = {}): Picture {
  const { width = 360, height = 480, light = 1, right = 1, blur = 0 } = drawing
  const rgba = new Uint8ClampedArray(width * height * 4)
  let at = 0
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const [x, y] = inHead(column / width, row / height, width / height, drawing)
      const colour = drawing.empty === true ? wall(x, y, drawing) : person(x, y, drawing)
      const shade = light * (column > width * GUIDE.centerX ? right : 1)
      colour.forEach((value, channel) => {
        rgba[at + channel] = value * shade + grain(row, column)
      })
      rgba[at + 3] = 255
      at += 4
    }
  }
  return { width, height, rgba: blur === 0 ? rgba : blurred(rgba, width, height, blur) }
}

/** Where a point of the frame is on the head: (0, 0) its middle, 1 its radii. */
function inHead(x: number, y: number, aspect: number, drawing: Drawing): [number, number] {
  const { size = 1, offset = 0, tilt = 0 } = drawing
  const turn = (tilt * Math.PI) / 180
  const across = x - GUIDE.centerX - offset * GUIDE.radiusX
  const down = (y - GUIDE.centerY) / aspect
  const turned = [
    across * Math.cos(turn) + down * Math.sin(turn),
    down * Math.cos(turn) - across * Math.sin(turn),
  ] as const
  return [turned[0] / (GUIDE.radiusX * size), (turned[1] * aspect) / (GUIDE.radiusY * size)]
}

function person(x: number, y: number, drawing: Drawing): Colour {
  const { skin = [222, 178, 152] } = drawing
  const inOval = (cx: number, cy: number, rx: number, ry: number) =>
    ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 < 1
  const side = Math.abs(x)
  if (inOval(0, 0.1, 0.86, 0.9) && y > -0.55) {
    if (((side - 0.36) / 0.16) ** 2 + ((y + 0.05) / 0.07) ** 2 < 1) return EYE
    if (side > 0.18 && side < 0.56 && y > -0.3 && y < -0.22) return HAIR
    if (inOval(0, 0.6, 0.26, 0.06)) return LIPS
    if (inOval(0, 0.32, 0.14, 0.05)) return skin.map((value) => value * 0.7) as unknown as Colour
    return skin
  }
  if (inOval(0, -0.08, 0.98, 0.95) && y < 0.3) return HAIR
  if (side < 0.45 && y > 0 && y < 1.35) return skin
  if (y > 1.15 && side < 0.5 + (y - 1.15) * 5 && side < 1.95) return SHIRT
  return wall(x, y, drawing)
}

function wall(x: number, y: number, drawing: Drawing): Colour {
  const { wall: colour = [214, 216, 214], shelves = false } = drawing
  if (!shelves) return colour
  const book = Math.floor(x * 9)
  if (Math.abs(y * 2 - Math.round(y * 2)) < 0.12) return [96, 70, 48]
  return [(book * 67) % 200, (book * 131) % 220, (book * 29) % 180].map(Math.abs) as unknown as Colour
}

/** Reproducible noise of a camera, −4 … 4. */
function grain(row: number, column: number): number {
  const mixed = (row * 7919 + column * 104_729) ^ (row * column * 31 + 17)
  return ((Math.imul(mixed, 2_654_435_761) >>> 13) % 9) - 4
}

/** Means of squares, twice over: close to a lens out of focus. */
function blurred(
  rgba: Uint8ClampedArray,
  width: number,
  height: number,
  radius: number,
): Uint8ClampedArray {
  let from = rgba
  for (const [count, step, lines, lineStep] of [
    [width, 4, height, 4 * width],
    [height, 4 * width, width, 4],
  ] as const) {
    const to = new Uint8ClampedArray(from.length)
    for (let line = 0; line < lines; line += 1) {
      for (let at = 0; at < count; at += 1) {
        for (let channel = 0; channel < 4; channel += 1) {
          let sum = 0
          for (let near = -radius; near <= radius; near += 1) {
            const place = Math.min(count - 1, Math.max(0, at + near))
            sum += from[line * lineStep + place * step + channel] ?? 0
          }
          to[line * lineStep + at * step + channel] = sum / (2 * radius + 1)
        }
      }
    }
    from = to
  }
  return from
}
