/**
 * The time at which a photo was taken, written into a JPEG as cameras do (EXIF 2.3, `DateTimeOriginal`).
 * Pictures of a browser's canvas carry none, and the service could not tell that they are recent.
 */

const START_OF_IMAGE = 0xffd8
const EXIF_POINTER = 0x8769
const DATE_TIME_ORIGINAL = 0x9003

/** `YYYY:MM:DD HH:MM:SS` and a zero byte. */
const DATE_BYTES = 20

/** The JPEG with the time in it; anything else comes back as it was. `at` is read as local time. */
export function withTakenAt(jpeg: ArrayBuffer, at: Date): ArrayBuffer {
  if (jpeg.byteLength < 4 || new DataView(jpeg).getUint16(0) !== START_OF_IMAGE) return jpeg
  const segment = exifSegment(dateText(at))
  const whole = new Uint8Array(jpeg.byteLength + segment.length)
  whole.set(new Uint8Array(jpeg, 0, 2), 0)
  whole.set(segment, 2)
  whole.set(new Uint8Array(jpeg, 2), 2 + segment.length)
  return whole.buffer
}

/** APP1 with two directories of one entry each: the pointer to the second one, and the time in it. */
function exifSegment(date: string): Uint8Array {
  const [header, directory, second] = [10, 8, 26]
  const text = second + 18
  const bytes = new Uint8Array(header + text + DATE_BYTES)
  const view = new DataView(bytes.buffer)
  view.setUint16(0, 0xffe1)
  view.setUint16(2, bytes.length - 2)
  writeText(bytes, 4, 'Exif\0\0MM')
  view.setUint16(header + 2, 42)
  view.setUint32(header + 4, directory)
  writeEntry(view, header + directory, [EXIF_POINTER, 4, 1, second])
  writeEntry(view, header + second, [DATE_TIME_ORIGINAL, 2, DATE_BYTES, text])
  writeText(bytes, header + text, date)
  return bytes
}

/** A directory of one entry, and no directory after it. */
function writeEntry(
  view: DataView,
  at: number,
  [tag, type, count, value]: readonly [tag: number, type: number, count: number, value: number],
): void {
  view.setUint16(at, 1)
  view.setUint16(at + 2, tag)
  view.setUint16(at + 4, type)
  view.setUint32(at + 6, count)
  view.setUint32(at + 10, value)
}

function writeText(bytes: Uint8Array, at: number, text: string): void {
  bytes.set(Array.from(text, (letter) => letter.charCodeAt(0)), at)
}

function dateText(at: Date): string {
  const two = (part: number) => String(part).padStart(2, '0')
  const day = [String(at.getFullYear()), two(at.getMonth() + 1), two(at.getDate())].join(':')
  return `${day} ${[at.getHours(), at.getMinutes(), at.getSeconds()].map(two).join(':')}`
}
