import { expect, test } from 'vitest'

import { withTakenAt } from './takenAt'

const AT = new Date(2026, 10, 5, 9, 8, 7)
const JPEG = Uint8Array.from([0xff, 0xd8, 0xff, 0xdb, 1, 2, 3])

test('the time stands where cameras write it, in front of everything else', () => {
  const written = withTakenAt(JPEG.buffer, AT)
  const view = new DataView(written)
  const length = view.getUint16(4)
  expect([view.getUint16(0), view.getUint16(2)]).toEqual([0xffd8, 0xffe1])
  expect([...new Uint8Array(written, 4 + length)]).toEqual([0xff, 0xdb, 1, 2, 3])
  const tiff = 12
  expect([view.getUint16(tiff), view.getUint16(tiff + 2)]).toEqual([0x4d4d, 42])
  const entry = (at: number) => [view.getUint16(tiff + at), view.getUint16(tiff + at + 2), view.getUint32(tiff + at + 10)]
  expect(entry(view.getUint32(tiff + 4))).toEqual([1, 0x8769, 26])
  expect(entry(26)).toEqual([1, 0x9003, 44])
  const text = String.fromCharCode(...new Uint8Array(written, tiff + 44, 20))
  expect(text).toBe('2026:11:05 09:08:07\0')
  expect(4 + length).toBe(tiff + 44 + 20)
})

test('what is no JPEG stays as it is', () => {
  const other = Uint8Array.from([1, 2, 3, 4, 5]).buffer
  expect(withTakenAt(other, AT)).toBe(other)
  const empty = new ArrayBuffer(0)
  expect(withTakenAt(empty, AT)).toBe(empty)
})
