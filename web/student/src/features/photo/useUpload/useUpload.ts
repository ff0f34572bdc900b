/**
 * The upload of one photo: what it shows, and what is kept so that the photo survives a lost network,
 * a page that was left, and a tab that was closed. Once the service has it, nothing of it stays.
 *
 * A photo may go up ahead, while its student still looks at it: its pieces only, which cost nothing (ADR 71).
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
import { loseSession } from '../../../lib/session'
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

/** One sending; a later one may begin before its last piece has come back. */
interface Run {
  isCancelled: boolean
}

/** The pauses of an upload, and its end before it is done. */
function usePauses() {
  const isOnline = shallowRef(true)
  let run: Run = { isCancelled: false }
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

  function start(): Run {
    run = { isCancelled: false }
    return run
  }

  /** Stops; the photo stays at hand. */
  function cancel(): void {
    run.isCancelled = true
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

  return { isOnline, wait, start, cancel, isLatest: (of: Run) => of === run, isLeft: () => isLeft }
}

/** Holds back the last step of an upload that goes ahead of its student's word. */
function createHold() {
  let isHeld = false
  let isUnasked = false
  let waiting: (() => void)[] = []

  function hold(): void {
    isHeld = isUnasked = true
  }

  /** Lets it go on, or end: the student has not said yes by this. */
  function release(): void {
    isHeld = false
    for (const go of waiting) go()
    waiting = []
  }

  /** The student has said what to do with it. */
  function answer(): void {
    isUnasked = false
    release()
  }

  /** Resolves at once where nothing is held back. */
  function released(): Promise<void> {
    return new Promise((resolve) => {
      if (isHeld) waiting.push(resolve)
      else resolve()
    })
  }

  return { hold, release, answer, released, isUnasked: () => isUnasked }
}

/** Makes a picture pending. */
function take(degree: string, photo: Pending): void {
  pending.set(degree, photo)
  void keepPicture(pictureOf(degree), photo.bytes)
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
    loseSession()
    void uni.navigateTo({ url: '/pages/sign-in/sign-in' })
  }
  if (sent?.data !== undefined) {
    drop(degree)
    local.set(sent.data.id, file.path)
  }
  return sent
}

/** What is shown of an upload. */
function createView() {
  return {
    stage: shallowRef<Stage>('none'),
    share: shallowRef(0),
    isGone: shallowRef(false),
    failure: shallowRef<ApiError>(),
    shown: shallowRef(''),
    /** Counts photos: of one that was thrown away nothing is shown any more. */
    begun: 0,
  }
}

type View = ReturnType<typeof createView>

/** Sends what is kept, from where it stopped; the id of the photo once the service has it. */
function useSending(api: Api, degree: () => string, view: View, pauses: ReturnType<typeof usePauses>, held: ReturnType<typeof createHold>) {
  return async function resume(): Promise<string | undefined> {
    const photo = pending.get(degree())
    if (photo === undefined || view.stage.value === 'sending') return undefined
    view.stage.value = 'sending'
    view.failure.value = undefined
    const [run, mine] = [pauses.start(), view.begun]
    /** Whether nothing newer has taken its place. */
    const isPresent = () => pauses.isLatest(run) && mine === view.begun
    // A photo that nobody has said yes to does not go on by itself after a reload.
    keepRecord(degree(), photo, !held.isUnasked())
    const sent = await send(api, degree(), photo, {
      wait: pauses.wait,
      newKey,
      isCancelled: () => run.isCancelled,
      mayComplete: held.released,
      onProgress: (arrived) => {
        if (!isPresent()) return
        view.share.value = arrived
        keepRecord(degree(), photo, !held.isUnasked())
      },
    })
    if (!isPresent()) return undefined
    const isUnderWay = !held.isUnasked() && (sent !== undefined || pauses.isLeft())
    if (sent?.data === undefined && pending.has(degree())) keepRecord(degree(), photo, isUnderWay)
    view.stage.value = 'stopped'
    view.failure.value = sent?.error
    return sent?.data?.id
  }
}

/** Beginning with a photo, for good or ahead of the student's word. */
function useBeginning(degree: () => string, view: View, held: ReturnType<typeof createHold>, resume: () => Promise<string | undefined>) {
  /** The upload that goes ahead. */
  let ahead: Promise<string | undefined> | undefined

  /** Sends a photo that was just taken or chosen. */
  async function begin(file: LocalFile, source: Schemas['CaptureSource']): Promise<string | undefined> {
    const mine = (view.begun += 1)
    const bytes = await readBytes(file)
    if (mine !== view.begun) return undefined
    view.isGone.value = bytes === undefined
    if (bytes === undefined) return undefined
    take(degree(), { file, bytes, source, memory: {} })
    view.shown.value = file.path
    view.share.value = 0
    return resume()
  }

  /** Sends the pieces of a photo that its student still looks at. It becomes a photo by `use`; `discard` ends it. */
  function beginAhead(file: LocalFile, source: Schemas['CaptureSource']): void {
    held.hold()
    ahead = begin(file, source)
  }

  /** The student wants the photo that went ahead; its id once the service has it. */
  async function use(): Promise<string | undefined> {
    const photo = pending.get(degree())
    if (photo !== undefined) keepRecord(degree(), photo, true)
    const wasStopped = view.stage.value === 'stopped'
    held.answer()
    const sent = await ahead
    // What kept it back while it was looked at nobody has seen: another try goes through with it, or says it. So does
    // one in a new session, where it was looked at for too long.
    const isOver = hasCode(view.failure.value, 'too-late')
    return sent ?? (wasStopped || isOver ? resume() : undefined)
  }

  return { begin, beginAhead, use }
}

export function useUpload(api: Api, degree: () => string) {
  const view = createView()
  const pauses = usePauses()
  const held = createHold()
  const resume = useSending(api, degree, view, pauses, held)
  const beginning = useBeginning(degree, view, held, resume)
  onScopeDispose(held.release)

  /** Stops; the photo stays at hand. */
  function cancel(): void {
    pauses.cancel()
    held.release()
  }

  /** Shows a photo that an earlier visit of the page left unsent; whether there was one. */
  function restore(): boolean {
    const kept = pending.get(degree())
    if (kept === undefined) return false
    view.shown.value = kept.file.path
    view.stage.value = 'stopped'
    return true
  }

  /** Shows a photo that was on its way when the page was left or loaded anew; whether it shall go on by itself. */
  async function restoreKept(): Promise<boolean> {
    const isUnderWay = await recall(degree())
    return restore() && isUnderWay
  }

  /** Throws the photo away. */
  function discard(): void {
    pauses.cancel()
    held.answer()
    view.begun += 1
    drop(degree())
    view.shown.value = ''
    view.failure.value = undefined
    view.stage.value = 'none'
  }

  return {
    stage: readonly(view.stage),
    share: readonly(view.share),
    isOnline: readonly(pauses.isOnline),
    isGone: readonly(view.isGone),
    failure: readonly(view.failure),
    shown: readonly(view.shown),
    ...beginning,
    restore,
    restoreKept,
    resume,
    cancel,
    discard,
  }
}
