/**
 * The upload of one photo: what it shows, and what is kept so that the photo survives a lost network,
 * a page that was left, and a tab that was closed. Once the service has it, nothing of it stays.
 */
import { onScopeDispose, readonly, shallowRef } from 'vue'

import { hasCode } from '@caixiang/shared/api/failure'
import type { ApiError } from '@caixiang/shared/api/failure'
import type { Schemas } from '@caixiang/shared/api/types'
import { newKey } from '@caixiang/shared/api/writes'
import { uploadPhoto } from '@caixiang/shared/upload/uploadPhoto'
import type { UploadMeans, UploadMemory } from '@caixiang/shared/upload/uploadPhoto'
import type { Api } from '../../../lib/api'
import { followNetwork } from '../../../lib/network'
import { keepPicture, keptPicture } from '../../../lib/keptPictures'
import { addressOf, readBytes } from '../../../lib/pictures'
import { keepSession } from '../../../lib/session'
import type { LocalFile } from '../../../lib/transport'
import { forgetUpload, keepUpload, keptUpload, pictureOf } from '../keptUpload'

/** A photo that was taken and is not at the service yet. */
interface Pending {
  readonly file: LocalFile
  readonly bytes: ArrayBuffer
  readonly source: Schemas['CaptureSource']
  readonly memory: UploadMemory
}

/** By the id of the degree; as long as the app is open. */
const pending = new Map<string, Pending>()

/** The degrees whose photo nobody has stopped. */
const underWay = new Set<string>()

/** Keeps what is needed to go on after a reload; the bytes alone are large, and do not change. */
function keepRecord(degree: string, { source, memory }: Pending, isUnderWay: boolean): void {
  if (isUnderWay) underWay.add(degree)
  else underWay.delete(degree)
  keepUpload({ degree, source, memory, isUnderWay })
}

/** There is nothing to send any more. */
function drop(degree: string): void {
  pending.delete(degree)
  underWay.delete(degree)
  forgetUpload(degree)
}

/** Where the photos that were taken on this visit lie on the phone, by the id of the photo. */
const local = new Map<string, string>()

/** The address of a photo that was taken on this visit, so that it need not be fetched. */
export function localAddress(photo: string): string | undefined {
  return local.get(photo)
}

type Stage = 'none' | 'sending' | 'stopped'

/** The pauses of an upload, and its end before it is done. */
function usePauses() {
  const isOnline = shallowRef(true)
  let isCancelled = false
  let isLeft = false
  let end: (() => void) | undefined

  /** Waits for the time or for the network to come back, whichever is first. */
  function wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      end = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  function start(): void {
    isCancelled = false
  }

  /** Stops; the photo stays at hand. */
  function cancel(): void {
    isCancelled = true
    end?.()
  }

  function onNetwork(isConnected: boolean): void {
    isOnline.value = isConnected
    if (isConnected) end?.()
  }
  onScopeDispose(followNetwork(onNetwork))
  // The page is gone, the photo is kept: coming back goes on where it stopped.
  onScopeDispose(() => {
    isLeft = true
    cancel()
  })

  return { isOnline, wait, start, cancel, isCancelled: () => isCancelled, isLeft: () => isLeft }
}

/** Makes a picture pending; false when the phone has thrown it away meanwhile. */
async function take(degree: string, file: LocalFile, source: Schemas['CaptureSource']): Promise<boolean> {
  const bytes = await readBytes(file)
  if (bytes === undefined) return false
  pending.set(degree, { file, bytes, source, memory: {} })
  void keepPicture(pictureOf(degree), bytes)
  return true
}

/** Makes pending again what was kept; whether it was being sent, and nobody has stopped it. */
async function recall(degree: string): Promise<boolean> {
  if (pending.has(degree)) return underWay.has(degree)
  const record = keptUpload(degree)
  if (record === undefined) return false
  const bytes = await keptPicture(pictureOf(degree))
  if (bytes === undefined) return false
  const { source, memory, isUnderWay } = record
  pending.set(degree, { file: { path: await addressOf(bytes) }, bytes, source, memory })
  return isUnderWay
}

/** Sends what is pending for a degree; once the service has it, only its address on the phone is kept. */
async function send(api: Api, degree: string, { file, bytes, source, memory }: Pending, means: UploadMeans) {
  const sent = await uploadPhoto(api, { degree, bytes, source }, means, memory)
  if (hasCode(sent?.error, 'not-signed-in')) {
    keepSession('')
    void uni.navigateTo({ url: '/pages/sign-in/sign-in' })
  }
  if (sent?.data !== undefined) {
    drop(degree)
    local.set(sent.data.id, file.path)
  }
  return sent
}

export function useUpload(api: Api, degree: () => string) {
  const stage = shallowRef<Stage>('none')
  const share = shallowRef(0)
  const isGone = shallowRef(false)
  const failure = shallowRef<ApiError>()
  const shown = shallowRef('')
  const { isOnline, wait, start, cancel, isCancelled, isLeft } = usePauses()

  /** Shows a photo that an earlier visit of the page left unsent; whether there was one. */
  function restore(): boolean {
    const kept = pending.get(degree())
    if (kept === undefined) return false
    shown.value = kept.file.path
    stage.value = 'stopped'
    return true
  }

  /** Shows a photo that was on its way when the page was left or loaded anew; whether it shall go on by itself. */
  async function restoreKept(): Promise<boolean> {
    const isUnderWay = await recall(degree())
    return restore() && isUnderWay
  }

  /** Sends a photo that was just taken or chosen. */
  async function begin(file: LocalFile, source: Schemas['CaptureSource']): Promise<string | undefined> {
    isGone.value = !(await take(degree(), file, source))
    if (isGone.value) return undefined
    shown.value = file.path
    share.value = 0
    return resume()
  }

  /** Sends what is kept, from where it stopped; the id of the photo once the service has it. */
  async function resume(): Promise<string | undefined> {
    const photo = pending.get(degree())
    if (photo === undefined || stage.value === 'sending') return undefined
    stage.value = 'sending'
    failure.value = undefined
    keepRecord(degree(), photo, true)
    start()
    const sent = await send(api, degree(), photo, {
      wait,
      newKey,
      isCancelled,
      onProgress: (arrived) => {
        share.value = arrived
        keepRecord(degree(), photo, true)
      },
    })
    if (sent?.data === undefined && pending.has(degree())) keepRecord(degree(), photo, sent !== undefined || isLeft())
    stage.value = 'stopped'
    failure.value = sent?.error
    return sent?.data?.id
  }

  /** Throws the photo away. */
  function discard(): void {
    cancel()
    drop(degree())
    shown.value = ''
    failure.value = undefined
    stage.value = 'none'
  }

  return {
    stage: readonly(stage),
    share: readonly(share),
    isOnline: readonly(isOnline),
    isGone: readonly(isGone),
    failure: readonly(failure),
    shown: readonly(shown),
    restore,
    restoreKept,
    begin,
    resume,
    cancel,
    discard,
  }
}
