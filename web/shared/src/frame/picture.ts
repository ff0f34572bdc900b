/** Pixels of a camera's frame, and the small copy of them that hints are measured on. */

/** A frame as cameras and canvases give it: rows from the top, four bytes per pixel. */
export interface Picture {
  readonly width: number
  readonly height: number
  /** Red, green, blue, alpha; `width * height * 4` bytes. */
  readonly rgba: ArrayLike<number>
}

/** Where the head should be, as shares of the frame's width (x) and height (y). */
export interface Guide {
  readonly centerX: number
  readonly centerY: number
  readonly radiusX: number
  readonly radiusY: number
}

/** A frame made smaller, so that the guide's oval has the same width whatever the camera. */
export interface SmallFrame {
  readonly width: number
  readonly height: number
  /** Red, green and blue, 0 … 255, one after the other. */
  readonly rgb: Float32Array
  /** Rec. 601 luma, 0 … 255. */
  readonly luma: Float32Array
  /** The oval in pixels of this frame. */
  readonly guide: Guide
}

/** Width of the oval in a small frame, pixels: enough to see eyes, few enough for every phone. */
const OVAL_WIDTH_PX = 96

/** Averages a frame down; a smaller one keeps its size. `undefined` for a frame that holds nothing. */
export function shrink(picture: Picture, guide: Guide): SmallFrame | undefined {
  if (picture.width < 1 || picture.height < 1) return undefined
  if (picture.rgba.length < picture.width * picture.height * 4) return undefined
  const ovalPx = 2 * guide.radiusX * picture.width
  const scale = Math.min(1, OVAL_WIDTH_PX / ovalPx)
  const width = Math.max(1, Math.round(picture.width * scale))
  const height = Math.max(1, Math.round(picture.height * scale))
  const rgb = averaged(picture, width, height)
  const luma = new Float32Array(width * height)
  for (let at = 0; at < luma.length; at += 1) {
    const [r, g, b] = colourAt(rgb, at)
    luma[at] = 0.299 * r + 0.587 * g + 0.114 * b
  }
  return {
    width,
    height,
    rgb,
    luma,
    guide: {
      centerX: guide.centerX * width,
      centerY: guide.centerY * height,
      radiusX: guide.radiusX * width,
      radiusY: guide.radiusY * height,
    },
  }
}

/** The middle of a picture with another width by height: what a viewfinder of that form shows. */
export function middleOf(picture: Picture, aspect: number): Picture {
  const width = Math.min(picture.width, Math.round(picture.height * aspect))
  const height = Math.min(picture.height, Math.round(picture.width / aspect))
  if (width === picture.width && height === picture.height) return picture
  const left = Math.floor((picture.width - width) / 2)
  const top = Math.floor((picture.height - height) / 2)
  const rgba = new Uint8ClampedArray(width * height * 4)
  for (let row = 0; row < height; row += 1) {
    const from = ((top + row) * picture.width + left) * 4
    for (let at = 0; at < width * 4; at += 1) rgba[row * width * 4 + at] = picture.rgba[from + at] ?? 0
  }
  return { width, height, rgba }
}

/** Red, green and blue of pixel `at`. */
export function colourAt(rgb: Float32Array, at: number): [number, number, number] {
  return [rgb[3 * at] ?? 0, rgb[3 * at + 1] ?? 0, rgb[3 * at + 2] ?? 0]
}

/** Each pixel of the answer is the mean of the pixels that it covers. */
function averaged(picture: Picture, width: number, height: number): Float32Array {
  const sums = new Float32Array(width * height * 3)
  const counts = new Uint32Array(width * height)
  const columns = Array.from({ length: picture.width }, (_, x) =>
    Math.floor((x * width) / picture.width),
  )
  let from = 0
  for (let y = 0; y < picture.height; y += 1) {
    const row = Math.floor((y * height) / picture.height) * width
    for (const column of columns) {
      const to = row + column
      for (let channel = 0; channel < 3; channel += 1) {
        sums[3 * to + channel] = (sums[3 * to + channel] ?? 0) + (picture.rgba[from + channel] ?? 0)
      }
      counts[to] = (counts[to] ?? 0) + 1
      from += 4
    }
  }
  return sums.map((sum, at) => sum / (counts[Math.floor(at / 3)] ?? 1))
}
