/** What the standard of the tests' batches says of frames: the numbers of `cn-diploma-99`. */
import type { Guidance } from '../src/frame/limits'

/** The same number for doubt and miss, as the service tells one of a rule that has no other. */
const one = (value: number) => ({ doubt: value, miss: value })

export const GUIDANCE: Guidance = {
  second_face: one(0.04),
  roll: { doubt: 5, miss: 10 },
  yaw: { doubt: 6, miss: 10 },
  pitch: one(12),
  eye_openness: { doubt: 0.19, miss: 0.15 },
  mouth_opening: { doubt: 0.06, miss: 0.1 },
  cheek_difference: { doubt: 18, miss: 24 },
  overexposed: one(0.1),
  darkness: { luminance: one(0.2), dim_wall: 60, luminance_before_dim_wall: one(0.3) },
  judges_sharpness: true,
  judges_background: true,
}
