/** Faces in the frames of a mini-program's camera, where this version of WeChat finds them. */
import type { HintLimits } from '@caixiang/shared/frame/limits'
import type { Picture } from '@caixiang/shared/frame/picture'
import { allOf, faceHints, pixelHints } from '@caixiang/shared/frame/source'
import type { HintSource, SeenFace } from '@caixiang/shared/frame/source'

/** What the answer of `faceDetect` says, as far as it is used; the types of uni do not have it. */
interface FaceAnswer {
  /** Middle of the face, −1 where there is none. */
  readonly x: number
  readonly y: number
  readonly detectRect?: { readonly width?: number; readonly height?: number }
  readonly angleArray?: { readonly pitch?: number; readonly yaw?: number; readonly roll?: number }
}

interface FaceDetector {
  readonly initFaceDetect: (options: { success: () => void; fail: () => void }) => void
  readonly stopFaceDetect: (options: { fail: () => void }) => void
  readonly faceDetect: (options: {
    frameBuffer: ArrayBuffer
    width: number
    height: number
    enableAngle: boolean
    success: (answer: FaceAnswer) => void
    fail: () => void
  }) => void
}

/** Hints from faces and pixels; from pixels alone where there is no detector. */
export function wechatHints(limits: HintLimits): HintSource {
  const pixels = pixelHints(limits)
  if (!uni.canIUse('faceDetect')) return pixels
  const detector = uni as unknown as FaceDetector
  let isReady = false
  let seesFace = false
  detector.initFaceDetect({
    success: () => {
      isReady = true
    },
    // Without a detector pixels have to do; nobody needs to know.
    fail: () => undefined,
  })
  const faces: HintSource = {
    look: async (frame) => {
      const face = isReady ? await find(detector, frame) : undefined
      seesFace = face?.middle !== undefined
      return face === undefined ? [] : faceHints(face, limits)
    },
    seesFace: () => seesFace,
    close: () => {
      detector.stopFaceDetect({ fail: () => undefined })
    },
  }
  return allOf([faces, pixels])
}

function find(detector: FaceDetector, frame: Picture): Promise<SeenFace | undefined> {
  return new Promise((resolve) => {
    detector.faceDetect({
      frameBuffer: Uint8Array.from(frame.rgba).buffer,
      width: frame.width,
      height: frame.height,
      enableAngle: true,
      success: (answer) => {
        resolve(faceOf(answer, frame))
      },
      fail: () => {
        resolve(undefined)
      },
    })
  })
}

function faceOf(answer: FaceAnswer, { width, height }: Picture): SeenFace {
  const { pitch = 0, yaw = 0, roll = 0 } = answer.angleArray ?? {}
  return {
    ...(answer.x < 0 ? {} : { middle: [answer.x / width, answer.y / height] as const }),
    width: (answer.detectRect?.width ?? 0) / width,
    turn: { pitch, yaw, roll },
  }
}
