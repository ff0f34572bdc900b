/** The webcam of a counter: its picture in a place of the page, and the photo. */
import { onScopeDispose, readonly, shallowReadonly, shallowRef } from 'vue'

/** Why a camera did not open, by what there is to do about it. */
export type WebcamTrouble = 'not-allowed' | 'not-found' | 'in-use' | 'not-secure' | 'unknown'

/** A camera that is connected. */
export interface Webcam {
  readonly id: string
  /** As the system calls it; empty before the browser was allowed. */
  readonly label: string
}

/** Hardly any loss; the service sees the difference. */
const JPEG_QUALITY = 0.95

const TROUBLES: Readonly<Record<string, WebcamTrouble>> = {
  NotAllowedError: 'not-allowed',
  SecurityError: 'not-allowed',
  NotFoundError: 'not-found',
  OverconstrainedError: 'not-found',
  NotReadableError: 'in-use',
  AbortError: 'in-use',
}

/** Nothing is opened before `open`; left with the page. */
export function useWebcam() {
  const isOpen = shallowRef(false)
  const trouble = shallowRef<WebcamTrouble>()
  const cameras = shallowRef<readonly Webcam[]>([])
  /** The one that is open. */
  const chosen = shallowRef('')
  let stream: MediaStream | undefined
  let round = 0

  /** Shows a camera, the best there is unless one is named. */
  async function open(video: HTMLVideoElement, id = ''): Promise<void> {
    close()
    const mine = round
    trouble.value = undefined
    // Browsers leave it out on addresses without encryption, whatever the types say.
    const devices = navigator.mediaDevices as MediaDevices | undefined
    if (devices === undefined) {
      trouble.value = 'not-secure'
      return
    }
    try {
      const which = id === '' ? {} : { deviceId: { exact: id } }
      const opened = await devices.getUserMedia({ video: { ...which, width: { ideal: 4096 }, height: { ideal: 3072 } } })
      // Meanwhile it was closed, or another one chosen.
      if (mine !== round) {
        stop(opened)
        return
      }
      stream = opened
      video.srcObject = opened
      await video.play()
      const found = await devices.enumerateDevices()
      cameras.value = found.filter(({ kind }) => kind === 'videoinput').map(({ deviceId, label }) => ({ id: deviceId, label }))
      chosen.value = opened.getVideoTracks()[0]?.getSettings().deviceId ?? id
      isOpen.value = true
    } catch (error) {
      if (mine !== round) return
      trouble.value = TROUBLES[error instanceof Error ? error.name : ''] ?? 'unknown'
      close()
    }
  }

  /** The whole frame as a file; nothing while the camera has none. */
  async function take(video: HTMLVideoElement): Promise<Blob | undefined> {
    if (!isOpen.value || video.videoWidth === 0) return undefined
    const whole = document.createElement('canvas')
    Object.assign(whole, { width: video.videoWidth, height: video.videoHeight })
    whole.getContext('2d')?.drawImage(video, 0, 0)
    const blob = await new Promise<Blob | null>((resolve) => {
      whole.toBlob(resolve, 'image/jpeg', JPEG_QUALITY)
    })
    return blob ?? undefined
  }

  function close(): void {
    round += 1
    if (stream !== undefined) stop(stream)
    stream = undefined
    isOpen.value = false
  }
  onScopeDispose(close)

  return {
    isOpen: readonly(isOpen),
    trouble: readonly(trouble),
    cameras: shallowReadonly(cameras),
    chosen: readonly(chosen),
    open,
    take,
    close,
  }
}

function stop(stream: MediaStream): void {
  stream.getTracks().forEach((track) => {
    track.stop()
  })
}
