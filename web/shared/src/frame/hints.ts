/**
 * The one thing that whoever takes the photo should do next, from what a frame shows. Hints never
 * keep the shutter from working: the service judges the photo.
 */
import type { Text } from '../text/text'

import type { HintLimits } from './limits'
import type { Guide } from './picture'
import type { FrameStatistics } from './statistics'

/** What to do, most pressing first; where several things are wrong, the place to stand comes before each of them. */
export const HINTS = [
  'where-to-stand',
  'too-dark',
  'too-bright',
  'nobody',
  'no-face',
  'several',
  'too-far',
  'too-close',
  'off-centre',
  'tilted',
  'turned',
  'chin',
  'eyes-closed',
  'mouth-open',
  'uneven',
  'blurred',
  'busy-background',
] as const

/** A hint's name. */
export type Hint = (typeof HINTS)[number]

/** The oval of a frame that is three wide and four high; the limits are made for it. */
export const PORTRAIT_GUIDE: Guide = { centerX: 0.5, centerY: 0.42, radiusX: 0.24, radiusY: 0.24 }

const WORDS: Readonly<Record<Hint, Text>> = {
  'where-to-stand': { zh: '面对窗户一米到一米五，背后白墙', en: 'Face a window 1 to 1.5 m away, plain wall behind' },
  'too-dark': { zh: '有点暗，找亮一点的地方', en: 'A bit dark. Find more light' },
  'too-bright': { zh: '脸上太亮，避开强光', en: 'Too bright. Move out of the strong light' },
  nobody: { zh: '把脸放进框里', en: 'Put the face into the frame' },
  'no-face': { zh: '没有找到人脸', en: 'No face found yet' },
  several: { zh: '请单独拍摄', en: 'One person at a time' },
  'too-far': { zh: '再近一点', en: 'A little closer' },
  'too-close': { zh: '再远一点', en: 'A little further away' },
  'off-centre': { zh: '把脸移到框的中间', en: 'Move the face to the middle' },
  tilted: { zh: '头摆正一些', en: 'Straighten the head' },
  turned: { zh: '脸正对镜头', en: 'Face the lens' },
  chin: { zh: '不要抬头或低头', en: 'Keep the chin level' },
  'eyes-closed': { zh: '睁开眼睛', en: 'Open the eyes' },
  'mouth-open': { zh: '自然闭上嘴', en: 'Close the mouth gently' },
  uneven: { zh: '脸上一边亮一边暗，面对窗户或灯', en: 'One side is darker. Face a window or a lamp' },
  blurred: { zh: '拿稳，等画面清晰', en: 'Hold still until it is sharp' },
  'busy-background': { zh: '背景有点乱，换一面白墙', en: 'Busy background. Use a plain wall' },
}

/**
 * What a better place to stand puts right, by what it changes. Sharpness is not among it: a hand shakes anywhere, and in
 * the dark every frame is soft. Nor are eyes and lips, which a moment puts right.
 */
const PUT_RIGHT_BY_PLACE: Partial<Readonly<Record<Hint, 'light' | 'distance' | 'pose' | 'wall'>>> = {
  'too-dark': 'light',
  'too-bright': 'light',
  uneven: 'light',
  'too-far': 'distance',
  'too-close': 'distance',
  'off-centre': 'distance',
  tilted: 'pose',
  turned: 'pose',
  chin: 'pose',
  'busy-background': 'wall',
}

/** Without one face in the oval, the rest was measured on something else. */
const NOT_ONE_FACE: readonly Hint[] = ['nobody', 'no-face', 'several']

/**
 * The one of several hints to say, `undefined` without any. They come most pressing first. Said one after the other,
 * two things that a better place puts right would send a person about the room twice, so the place itself is said.
 */
export function nextHint(hints: readonly Hint[]): Hint | undefined {
  const [first] = hints
  if (hints.some((hint) => NOT_ONE_FACE.includes(hint))) return first
  const changed = new Set(hints.map((hint) => PUT_RIGHT_BY_PLACE[hint]).filter((change) => change !== undefined))
  return changed.size > 1 ? 'where-to-stand' : first
}

/** All that speaks against pressing the shutter, most pressing first. */
export function hintsFor(seen: FrameStatistics, limits: HintLimits): readonly Hint[] {
  const isBusy = seen.clutter > limits.maxClutter
  // Before a busy wall, person and wall cannot be told apart by colour.
  return hintsBeside(seen, isBusy ? [] : placeHints(seen, limits), limits)
}

/** The same where a network has found faces: `face` has its hints, in place of the guesses from outlines. */
export function hintsBeside(seen: FrameStatistics, face: readonly Hint[], limits: HintLimits): readonly Hint[] {
  const isElsewhere = face.some((hint) => PUT_RIGHT_BY_PLACE[hint] === 'distance')
  return [...lightHints(seen, limits), ...face, ...surfaceHints(seen, limits, isElsewhere)]
}

/** The hint in words, for one line at the top of the preview. */
export function hintText(hint: Hint): Text {
  return WORDS[hint]
}

function lightHints(seen: FrameStatistics, limits: HintLimits): readonly Hint[] {
  // As the service does: before a dim wall it is the light, before a bright one it may be the skin.
  const isDim = seen.wallLightness < limits.dimWall
  if (seen.faceLuma < (isDim ? limits.minFaceLumaBeforeDimWall : limits.minFaceLuma)) return ['too-dark']
  return seen.blownOut > limits.maxBlownOut ? ['too-bright'] : []
}

/** With the face elsewhere, a half of the oval may be wall: its light says nothing of the face. */
function surfaceHints(seen: FrameStatistics, limits: HintLimits, isElsewhere: boolean): readonly Hint[] {
  const hints: Hint[] = []
  if (!isElsewhere && Math.abs(seen.sideDifference) > limits.maxSideDifference) hints.push('uneven')
  if (seen.detail < limits.minDetail) hints.push('blurred')
  if (seen.clutter > limits.maxClutter) hints.push('busy-background')
  return hints
}

function placeHints(seen: FrameStatistics, limits: HintLimits): readonly Hint[] {
  const { head } = seen
  // Without a head before the wall: eyes and mouth say that the skin is of the wall's colour.
  if (head === undefined) return seen.detail < limits.minDetail ? ['nobody'] : []
  if (head.outside > limits.maxOutside) return ['too-close']
  const hints: Hint[] = []
  if (Math.abs(head.offset) > limits.maxOffset) hints.push('off-centre')
  else if (head.inside < limits.minInside) hints.push('too-far')
  if (Math.abs(head.lean) > limits.maxLean) hints.push('tilted')
  return hints
}
