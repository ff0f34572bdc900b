/** What goes with the picture of an upload, so that it goes on after a reload from where it stopped. */
import type { Schemas } from '@caixiang/shared/api/types'
import type { UploadMemory } from '@caixiang/shared/upload/uploadPhoto'
import { dropPicture } from '../../lib/keptPictures'

const STORED = 'upload'

/** After a day nobody waits for it any more. */
const KEPT_MS = 24 * 60 * 60 * 1000

/** An upload that is not done. */
export interface KeptUpload {
  /** Id of the degree. */
  readonly degree: string
  readonly source: Schemas['CaptureSource']
  readonly memory: UploadMemory
  /** Whether it was being sent, not put off by the student. */
  readonly isUnderWay: boolean
}

/** The name under which the picture of a degree's upload is kept. */
export function pictureOf(degree: string): string {
  return `upload-${degree}`
}

/** Keeps it. There is one at a time: a second photo is begun once the first is done or dropped. */
export function keepUpload(upload: KeptUpload): void {
  const before = kept()
  if (before !== undefined && before.degree !== upload.degree) void dropPicture(pictureOf(before.degree))
  uni.setStorageSync(STORED, { ...upload, savedAtMs: Date.now() })
}

/** The upload of this degree that an earlier visit left; one of another day is forgotten. */
export function keptUpload(degree: string): KeptUpload | undefined {
  const found = kept()
  if (found?.degree !== degree) return undefined
  if (Math.abs(Date.now() - found.savedAtMs) <= KEPT_MS) return found
  forgetUpload(degree)
  return undefined
}

/** It is done, or dropped. */
export function forgetUpload(degree: string): void {
  if (kept()?.degree === degree) uni.removeStorageSync(STORED)
  void dropPicture(pictureOf(degree))
}

/** Whoever signs out leaves nothing behind. */
export function forgetUploads(): void {
  const found = kept()
  if (found !== undefined) forgetUpload(found.degree)
}

function kept(): (KeptUpload & { readonly savedAtMs: number }) | undefined {
  const found = uni.getStorageSync<(KeptUpload & { readonly savedAtMs: number }) | ''>(STORED)
  return found === '' || typeof found !== 'object' || typeof found.degree !== 'string' ? undefined : found
}
