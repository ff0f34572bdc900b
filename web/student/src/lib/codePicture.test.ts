import { afterEach, expect, test, vi } from 'vitest'

import { prepareCode, sentSize } from './codePicture'

test.each([
  [900, 1200, 900, 1200],
  [3000, 4000, 1500, 2000],
  [4000, 1000, 2000, 500],
])('a picture of %i × %i is sent in %i × %i', (width, height, sentWidth, sentHeight) => {
  expect(sentSize(width, height)).toEqual({ width: sentWidth, height: sentHeight })
})

/** A browser that reads this text in every picture, if any, and makes smaller forms of 10 bytes. */
function browserThatReads(text: string, bytes: number): void {
  class Reader {
    readonly detect = () => Promise.resolve(text === '' ? [] : [{ rawValue: text }])
  }
  vi.stubGlobal('BarcodeDetector', Reader)
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(new Uint8Array(bytes))))
  vi.stubGlobal('createImageBitmap', () => Promise.resolve({ width: 3000, height: 4000, close: () => undefined }))
  vi.stubGlobal('document', {
    createElement: () => ({
      getContext: () => ({ drawImage: () => undefined }),
      toBlob: (done: (blob: Blob) => void) => {
        done(new Blob([new Uint8Array(10)]))
      },
    }),
  })
}

afterEach(() => {
  vi.unstubAllGlobals()
})

test("a poster's QR code is known before anything is sent", async () => {
  browserThatReads('https://caixiang.example/b/spring-2026?code=J9VG24', 7_000_000)
  expect(await prepareCode({ path: 'blob:poster' })).toEqual({ file: { path: 'blob:poster' }, isPoster: true, isEmpty: false })
})

test('a large picture is sent in a smaller form, whatever the phone reads in it', async () => {
  browserThatReads('eyJzamMiOiIxNjkzOTU4NDAwMDAwIn0=', 7_000_000)
  const { file, isPoster, isEmpty } = await prepareCode({ path: 'blob:card' })
  expect([isPoster, isEmpty]).toEqual([false, false])
  expect(file.path).not.toBe('blob:card')
})

test('a small one, and one that the browser cannot open, go as they are', async () => {
  browserThatReads('', 1000)
  expect((await prepareCode({ path: 'blob:card' })).file.path).toBe('blob:card')
  vi.stubGlobal('createImageBitmap', () => Promise.reject(new Error('unknown format')))
  expect(await prepareCode({ path: 'blob:card' })).toEqual({ file: { path: 'blob:card' }, isPoster: false, isEmpty: false })
})

test('a phone that reads codes says at once when it sees none, one that does not says nothing', async () => {
  browserThatReads('', 7_000_000)
  expect((await prepareCode({ path: 'blob:wall' })).isEmpty).toBe(true)
  vi.stubGlobal('BarcodeDetector', undefined)
  expect((await prepareCode({ path: 'blob:wall' })).isEmpty).toBe(false)
})
