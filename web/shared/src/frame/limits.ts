/**
 * From where on a hint is given in a viewfinder. What the standard of a batch has a limit for comes from the service
 * (`guidance` of the batch), so that a hint and the verdict afterwards speak of the same; a rule that is not judged
 * gives no hint. Constants are what no rule has a number for, because frames and photos are measured in other ways.
 */
import type { Schemas } from '../api/types'

/** What a batch's standard says of things that a frame shows. */
export type Guidance = Schemas['GuidanceView']

type Bounds = Schemas['BoundsView']

/** From where on each hint is given. */
export interface HintLimits {
  /** Luma of the face below which it is dark, 0 … 1, before a wall that is bright and before a dim one. */
  readonly minFaceLuma: number
  readonly minFaceLumaBeforeDimWall: number
  /** L* below which a wall is dim. */
  readonly dimWall: number
  /** Share of the face that may be blown out. */
  readonly maxBlownOut: number
  /** Difference between the halves of the face, L*. */
  readonly maxSideDifference: number
  readonly minDetail: number
  readonly maxClutter: number
  /** Shares of pixels that are not wall, in the rings inside and outside of the oval. */
  readonly minInside: number
  readonly maxOutside: number
  /** In radii of the oval. */
  readonly maxOffset: number
  /** Degrees of the outline, a third of the head's. */
  readonly maxLean: number
  /** Area of the second face by that of the first. */
  readonly maxSecondFace: number
  /** Turns of a mesh: degrees; how far the nose is from the middle of the cheeks and of eyes and lip. */
  readonly maxRoll: number
  readonly maxYaw: number
  readonly maxPitch: number
  /** Gap of the lids by the width of the eye, of the lips by that of the mouth. */
  readonly minEyes: number
  readonly maxMouth: number
  /** Turns as WeChat tells them, −1 … 1. */
  readonly maxWeChatTurn: { readonly pitch: number; readonly yaw: number; readonly roll: number }
}

/** A rule that is not judged: nothing is above it, and nothing below. */
const [NEVER_ABOVE, NEVER_BELOW] = [Infinity, -Infinity] as const

/** A frame of 240 pixels has another sharpness than a photo, and no wall is fitted to it; between the drawn frames of the tests. */
const [MIN_DETAIL, MAX_CLUTTER] = [150, 6] as const

/** How the head lies in the oval has no rule: the portrait is cut from wherever it is. */
const PLACE = { minInside: 0.5, maxOutside: 0.3, maxOffset: 0.3 } as const

/** The outline of a head leans by a third of its turn, and hair makes it lean too: wider than the rule by a half. */
const LEAN_BY_ROLL = 0.7

/** On MediaPipe's canonical face the nose goes aside by this much for the tangent of the turn. */
const YAW_BY_TANGENT = 1.293

/** Noses are not of one length: so many degrees are added before a chin is spoken of. */
const NOSES_DEGREES = 8

/** The nose goes up or down by about this much for a degree. */
const PITCH_BY_DEGREE = 0.0075

/** WeChat gives no unit for turns, only that 0 faces the lens. */
const WECHAT_TURN = { pitch: 0.3, yaw: 0.2, roll: 0.15 } as const

/** The limits for the batch of this guidance. */
export function limitsOf(guidance: Guidance): HintLimits {
  const { darkness, roll, yaw, pitch } = guidance
  const turn = (bounds: Bounds | null | undefined, limit: number) => (bounds ? limit : NEVER_ABOVE)
  return {
    minFaceLuma: darkness?.luminance.doubt ?? NEVER_BELOW,
    minFaceLumaBeforeDimWall: darkness?.luminance_before_dim_wall.doubt ?? NEVER_BELOW,
    dimWall: darkness?.dim_wall ?? NEVER_BELOW,
    maxBlownOut: doubt(guidance.overexposed),
    maxSideDifference: doubt(guidance.cheek_difference),
    minDetail: guidance.judges_sharpness ? MIN_DETAIL : NEVER_BELOW,
    maxClutter: guidance.judges_background ? MAX_CLUTTER : NEVER_ABOVE,
    ...PLACE,
    maxLean: doubt(roll) * LEAN_BY_ROLL,
    maxSecondFace: doubt(guidance.second_face),
    maxRoll: doubt(roll),
    maxYaw: YAW_BY_TANGENT * Math.tan((Math.min(between(yaw, NEVER_ABOVE), 89) * Math.PI) / 180),
    maxPitch: (between(pitch, NEVER_ABOVE) + NOSES_DEGREES) * PITCH_BY_DEGREE,
    minEyes: between(guidance.eye_openness, NEVER_BELOW),
    maxMouth: between(guidance.mouth_opening, NEVER_ABOVE),
    maxWeChatTurn: {
      pitch: turn(pitch, WECHAT_TURN.pitch),
      yaw: turn(yaw, WECHAT_TURN.yaw),
      roll: turn(roll, WECHAT_TURN.roll),
    },
  }
}

/** Where frame and photo are measured alike, a hint comes where the service warns. */
function doubt(bounds: Bounds | null | undefined): number {
  return bounds?.doubt ?? NEVER_ABOVE
}

/**
 * The phone's network is not the service's. What comes with a person's own face, such as narrow eyes, would be said
 * on every frame, so a hint comes halfway between warning and miss.
 */
function between(bounds: Bounds | null | undefined, never: number): number {
  return bounds ? (bounds.doubt + bounds.miss) / 2 : never
}
