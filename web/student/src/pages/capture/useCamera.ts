/** A browser's camera: its stream, small frames for hints, and the photo. */
import { onUnmounted, readonly, shallowRef } from 'vue'

import { PORTRAIT_GUIDE, hintFor, measureFrame } from '../../../../shared/src/index'
import type { Hint } from '../../../../shared/src/index'
import type { LocalFile } from '../../lib/transport'

/** Two a second: a hint should stand long enough to be read. */
const HINT_EVERY_MS = 500

/** Frame for hints, three to four as the viewfinder. */
const [HINT_WIDTH, HINT_HEIGHT] = [240, 320] as const

/** Hardly any loss; the service sees the difference. */
const JPEG_QUALITY = 0.95

export function useCamera() {
  const hint = shallowRef<Hint>()
  const isOpen = shallowRef(false)
  const isRefused = shallowRef(false)
  // Not in the template: there uni would make a player of its own of it.
  const video = document.createElement('video')
  let stream: MediaStream | undefined
  let timer: ReturnType<typeof setInterval> | undefined

  /** Shows the camera in `place`. */
  async function open(place: HTMLElement): Promise<void> {
    try {
      stream = await navigator.mediaDevices.getUserMedia({
        video: { facingMode: { ideal: 'environment' }, width: { ideal: 1920 }, height: { ideal: 1440 } },
      })
      Object.assign(video, { srcObject: stream, muted: true, playsInline: true })
      video.style.cssText = 'width:100%;height:100%;object-fit:cover'
      place.prepend(video)
      await video.play()
      isOpen.value = true
      timer = setInterval(look, HINT_EVERY_MS)
    } catch {
      // Not allowed, none there, or in use; for the student it is all the same.
      isRefused.value = true
      close()
    }
  }

  function look(): void {
    const canvas = document.createElement('canvas')
    Object.assign(canvas, { width: HINT_WIDTH, height: HINT_HEIGHT })
    const context = canvas.getContext('2d', { willReadFrequently: true })
    if (context === null || video.videoWidth === 0) return
    // The part that the viewfinder shows.
    const width = Math.min(video.videoWidth, video.videoHeight * 0.75)
    const height = width / 0.75
    const [left, top] = [(video.videoWidth - width) / 2, (video.videoHeight - height) / 2]
    context.drawImage(video, left, top, width, height, 0, 0, HINT_WIDTH, HINT_HEIGHT)
    const { data } = context.getImageData(0, 0, HINT_WIDTH, HINT_HEIGHT)
    const seen = measureFrame({ width: HINT_WIDTH, height: HINT_HEIGHT, rgba: data }, PORTRAIT_GUIDE)
    hint.value = seen && hintFor(seen)
  }

  /** The whole frame as a file; nothing when the camera has none. */
  function take(): Promise<LocalFile | undefined> {
    const canvas = document.createElement('canvas')
    Object.assign(canvas, { width: video.videoWidth, height: video.videoHeight })
    canvas.getContext('2d')?.drawImage(video, 0, 0)
    return new Promise((resolve) => {
      canvas.toBlob(
        (blob) => {
          resolve(blob === null ? undefined : { path: URL.createObjectURL(blob) })
        },
        'image/jpeg',
        JPEG_QUALITY,
      )
    })
  }

  function close(): void {
    clearInterval(timer)
    stream?.getTracks().forEach((track) => {
      track.stop()
    })
    video.remove()
    isOpen.value = false
  }

  onUnmounted(close)

  return {
    hint: readonly(hint),
    isOpen: readonly(isOpen),
    isRefused: readonly(isRefused),
    open,
    take,
    close,
  }
}
