/**
 * Prepares the picture of a collection code: small enough for a slow network, and looked at first where the
 * phone can read codes itself. What the phone cannot do is left to the service.
 */
import { slugOfScan } from '@caixiang/shared/validation/entrance'

import type { LocalFile } from './transport'

/** A code is read at this length of the longer side, pixels; whole screens of phones have more. */
const LONGEST_PX = 2000

/** Below that, a picture is on its way before another form of it would be made. */
const SMALL_BYTES = 400_000

const JPEG_QUALITY = 0.9

/** What is sent, and what the phone saw in it. */
export interface PreparedCode {
  readonly file: LocalFile
  /** It is only the QR code of a school's poster. */
  readonly isPoster: boolean
  /** The phone reads codes and saw none. The service sees more: this is a word, no refusal. */
  readonly isEmpty: boolean
}

/** Prepares a chosen picture; one that cannot be prepared stays as it is. */
export function prepareCode(file: LocalFile): Promise<PreparedCode> {
  let prepare = prepareInWeChat
  // #ifdef H5
  prepare = prepareInBrowser
  // #endif
  return prepare(file)
}

/** The size that a picture is sent in. */
export function sentSize(width: number, height: number): { readonly width: number; readonly height: number } {
  const scale = Math.min(1, LONGEST_PX / Math.max(width, height, 1))
  return { width: Math.round(width * scale), height: Math.round(height * scale) }
}

/** What a browser that reads codes gives; types do not know of it yet. */
interface Detector {
  readonly detect: (picture: ImageBitmap) => Promise<readonly { readonly rawValue: string }[]>
}

async function prepareInBrowser(file: LocalFile): Promise<PreparedCode> {
  try {
    const blob = await (await fetch(file.path)).blob()
    const picture = await createImageBitmap(blob)
    const codes = await codesIn(picture)
    const isPoster = (codes ?? []).some((text) => /^https?:/i.test(text) && slugOfScan(text) !== undefined)
    const smaller = isPoster ? undefined : await shrunk(picture, blob)
    picture.close()
    return { file: smaller === undefined ? file : { path: URL.createObjectURL(smaller) }, isPoster, isEmpty: codes?.length === 0 }
  } catch {
    // A format that this browser cannot open; the service knows more of them.
    return { file, isPoster: false, isEmpty: false }
  }
}

/** What the codes in a picture say; nothing where this browser reads none. */
async function codesIn(picture: ImageBitmap): Promise<readonly string[] | undefined> {
  const { BarcodeDetector: Reader } = globalThis as { BarcodeDetector?: new (options: object) => Detector }
  if (Reader === undefined) return undefined
  try {
    const found = await new Reader({ formats: ['qr_code'] }).detect(picture)
    return found.map(({ rawValue }) => rawValue)
  } catch {
    // Some systems have the name of it and nothing behind.
    return undefined
  }
}

async function shrunk(picture: ImageBitmap, blob: Blob): Promise<Blob | undefined> {
  const size = sentSize(picture.width, picture.height)
  if (blob.size < SMALL_BYTES) return undefined
  const canvas = document.createElement('canvas')
  Object.assign(canvas, size)
  canvas.getContext('2d')?.drawImage(picture, 0, 0, size.width, size.height)
  const smaller = await new Promise<Blob | null>((resolve) => {
    canvas.toBlob(resolve, 'image/jpeg', JPEG_QUALITY)
  })
  return smaller !== null && smaller.size < blob.size ? smaller : undefined
}

function prepareInWeChat(file: LocalFile): Promise<PreparedCode> {
  return new Promise((resolve) => {
    const asItIs = () => {
      resolve({ file, isPoster: false, isEmpty: false })
    }
    uni.getImageInfo({
      src: file.path,
      success: ({ width, height }) => {
        const size = sentSize(width, height)
        if (size.width === width) {
          asItIs()
          return
        }
        uni.compressImage({
          src: file.path,
          quality: 90,
          compressedWidth: size.width,
          success: ({ tempFilePath }) => {
            resolve({ file: { path: tempFilePath }, isPoster: false, isEmpty: false })
          },
          fail: asItIs,
        })
      },
      fail: asItIs,
    })
  })
}
