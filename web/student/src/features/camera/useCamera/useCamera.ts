/** A browser's camera: its stream, small frames for hints, and the photo. */
import { onScopeDispose, readonly, shallowRef } from 'vue'

import type { HintSource } from '@caixiang/shared/frame/source'
import type { LocalFile } from '../../../lib/transport'
import { LOOK_EVERY_MS, useHints } from '../useHints/useHints'

/** Why a camera did not open, by what the student can do about it. */
export type CameraTrouble = 'not-allowed' | 'not-found' | 'in-use' | 'not-secure' | 'unknown'

/** Frame for hints, three to four as the viewfinder. */
const [HINT_WIDTH, HINT_HEIGHT] = [240, 320] as const

/** Hardly any loss; the service sees the difference. */
const JPEG_QUALITY = 0.95

const TROUBLES: Readonly<Record<string, CameraTrouble>> = {
  NotAllowedError: 'not-allowed',
  SecurityError: 'not-allowed',
  NotFoundError: 'not-found',
  OverconstrainedError: 'not-found',
  NotReadableError: 'in-use',
  AbortError: 'in-use',
}

export function useCamera(hints: HintSource) {
  const { advice, sign, isSure, look } = useHints(hints)
  const isOpen = shallowRef(false)
  const trouble = shallowRef<CameraTrouble>()
  // Not in the template: there uni would make a player of its own of it.
  const video = document.createElement('video')
  const canvas = document.createElement('canvas')
  let stream: MediaStream | undefined
  let timer: ReturnType<typeof setInterval> | undefined
  let isClosed = false

  /** Shows the camera in `place`. */
  async function open(place: HTMLElement): Promise<void> {
    // Browsers leave it out on addresses without encryption, whatever the types say.
    const devices = navigator.mediaDevices as MediaDevices | undefined
    if (devices === undefined) {
      trouble.value = 'not-secure'
      return
    }
    try {
      stream = await devices.getUserMedia({
        video: { facingMode: { ideal: 'environment' }, width: { ideal: 4096 }, height: { ideal: 3072 } },
      })
      if (isClosed) {
        close()
        return
      }
      Object.assign(video, { srcObject: stream, muted: true, playsInline: true })
      video.style.cssText = 'display:block;width:100%;height:100%;object-fit:cover'
      place.prepend(video)
      await video.play()
      isOpen.value = true
      timer = setInterval(lookOnce, LOOK_EVERY_MS)
    } catch (error) {
      trouble.value = TROUBLES[error instanceof Error ? error.name : ''] ?? 'unknown'
      close()
    }
  }

  function lookOnce(): void {
    Object.assign(canvas, { width: HINT_WIDTH, height: HINT_HEIGHT })
    const context = canvas.getContext('2d', { willReadFrequently: true })
    if (context === null || video.videoWidth === 0) return
    // The part that the viewfinder shows.
    const width = Math.min(video.videoWidth, video.videoHeight * 0.75)
    const height = width / 0.75
    const [left, top] = [(video.videoWidth - width) / 2, (video.videoHeight - height) / 2]
    context.drawImage(video, left, top, width, height, 0, 0, HINT_WIDTH, HINT_HEIGHT)
    const { data } = context.getImageData(0, 0, HINT_WIDTH, HINT_HEIGHT)
    void look({ width: HINT_WIDTH, height: HINT_HEIGHT, rgba: data })
  }

  /** The whole frame as a file; nothing when the camera has none. */
  async function take(): Promise<LocalFile | undefined> {
    const whole = document.createElement('canvas')
    Object.assign(whole, { width: video.videoWidth, height: video.videoHeight })
    whole.getContext('2d')?.drawImage(video, 0, 0)
    const blob = await new Promise<Blob | null>((resolve) => {
      whole.toBlob(resolve, 'image/jpeg', JPEG_QUALITY)
    })
    return blob === null ? undefined : { path: URL.createObjectURL(blob) }
  }

  function close(): void {
    isClosed = true
    clearInterval(timer)
    stream?.getTracks().forEach((track) => {
      track.stop()
    })
    video.remove()
    isOpen.value = false
  }

  onScopeDispose(close)

  return { advice, sign, isSure, isOpen: readonly(isOpen), trouble: readonly(trouble), open, take }
}
