/**
 * What a photo should be like, as topics with a drawn pair each: the same ones for who takes the photo,
 * for what the check found, and for what a reviewer wrote.
 */
import type { Schemas } from '../api/types'
import { known } from '../text/known'
import { text } from '../text/text'
import type { Text } from '../text/text'

/** Topics, in the order in which one gets ready for a photo. */
export const TOPICS = [
  'fringe',
  'ears',
  'glasses',
  'lenses',
  'hat',
  'jewellery',
  'makeup',
  'clothes-blue',
  'clothes-pattern',
  'wall',
  'wall-colour',
  'tilt',
  'turn',
  'chin',
  'shoulders',
  'eyes',
  'gaze',
  'mouth',
  'framing',
  'distance',
  'alone',
  'side-light',
  'bright',
  'dark',
  'colour',
  'blur',
  'beauty',
  'screen',
] as const satisfies readonly Schemas['DrawnExample'][]

/** A topic's name; centres choose their examples by it. */
export type Topic = (typeof TOPICS)[number]

/** Whether there is a drawing of this name. */
export function isTopic(name: string): name is Topic {
  return TOPICS.some((topic) => topic === name)
}

const CAPTIONS: Readonly<Record<Topic, Text>> = {
  fringe: text('夹起刘海，露出眉毛', 'Hair off the eyebrows'),
  ears: text('头发拨到耳后，露出双耳', 'Hair behind the ears'),
  glasses: text('摘掉眼镜', 'Glasses off'),
  lenses: text('镜片透明、不反光', 'Clear lenses, no glare'),
  hat: text('摘下帽子和头饰', 'No hat or headwear'),
  jewellery: text('摘下耳环、项链', 'No earrings or necklace'),
  makeup: text('淡妆或素颜', 'Little or no make-up'),
  'clothes-blue': text('衣服不穿蓝色，与背景分开', 'No blue, unlike the background'),
  'clothes-pattern': text('穿素色有领的衣服', 'Plain clothes with a collar'),
  wall: text('站在干净的浅色墙前', 'A plain, light wall'),
  'wall-colour': text('墙与头发、衣服颜色不同', 'A wall unlike hair and clothes'),
  tilt: text('头摆正', 'Head straight'),
  turn: text('正对镜头', 'Face the lens'),
  chin: text('镜头与眼睛同高', 'Lens at eye height'),
  shoulders: text('坐直，双肩放平', 'Sit up, shoulders level'),
  eyes: text('自然睁眼', 'Eyes open'),
  gaze: text('看着镜头', 'Look into the lens'),
  mouth: text('自然闭嘴，不露牙齿', 'Lips closed'),
  framing: text('头顶和两肩留在画面里', 'Head and shoulders inside'),
  distance: text('靠近一些', 'Come closer'),
  alone: text('画面里只有一个人', 'Nobody else in the picture'),
  'side-light': text('面对窗户，两边一样亮', 'Face a window, light on both sides'),
  bright: text('避开强光', 'No strong light on the face'),
  dark: text('找亮一点的地方', 'Find more light'),
  colour: text('用自然光或白光，不开闪光灯', 'Daylight or white light, no flash'),
  blur: text('拿稳，对焦后再拍', 'Hold still and focus'),
  beauty: text('关闭美颜和滤镜', 'Beauty mode and filters off'),
  screen: text('用相机新拍，不截图、不翻拍', 'A new shot, not one of a screen'),
}

/** Complete, so that a new rule does not compile before somebody has chosen its drawing, or none. */
const BY_RULE: Readonly<Record<Schemas['RuleId'], Topic | undefined>> = {
  'new-shot': undefined,
  'camera-claim': undefined,
  'file-readable': undefined,
  recent: undefined,
  'resolution-sufficient': 'distance',
  'original-photo': 'screen',
  'single-face': 'alone',
  'head-level': 'tilt',
  'head-frontal': 'turn',
  'head-upright': 'chin',
  'shoulders-level': 'shoulders',
  framing: 'framing',
  'eyes-open': 'eyes',
  'gaze-forward': 'gaze',
  'mouth-closed': 'mouth',
  'glasses-absent': 'glasses',
  'glasses-clear': 'lenses',
  'face-uncovered': undefined,
  'brows-visible': 'fringe',
  'eyes-visible': 'fringe',
  'ears-visible': 'ears',
  'jewellery-absent': 'jewellery',
  'headwear-absent': 'hat',
  'background-plain': 'wall',
  'matte-clean': 'wall-colour',
  'clothes-distinct': 'clothes-blue',
  'clothes-plain': 'clothes-pattern',
  'light-even': 'side-light',
  'not-overexposed': 'bright',
  'not-underexposed': 'dark',
  'natural-colour': 'colour',
  'red-eye-absent': 'colour',
  sharp: 'blur',
  'compression-clean': 'blur',
  'not-retouched': 'beauty',
  'not-composited': 'beauty',
  'no-overlay': undefined,
}

const BY_REASON: Readonly<Record<Schemas['ReasonCode'], Topic | undefined>> = {
  F01: undefined,
  F02: 'distance',
  F03: undefined,
  F04: 'screen',
  F05: undefined,
  B01: 'wall',
  B02: 'wall-colour',
  B03: 'clothes-blue',
  P01: 'tilt',
  P02: 'shoulders',
  P03: 'framing',
  P04: 'eyes',
  P05: 'mouth',
  O01: 'glasses',
  O02: 'lenses',
  O03: 'fringe',
  O04: 'ears',
  O05: 'jewellery',
  O06: 'hat',
  O07: undefined,
  L01: 'side-light',
  L02: 'bright',
  L03: 'dark',
  L04: 'blur',
  C01: 'clothes-pattern',
  C02: 'makeup',
  M01: 'beauty',
  M02: 'beauty',
  M03: 'beauty',
  M04: undefined,
  D01: undefined,
  D02: undefined,
  D03: undefined,
  D04: undefined,
  I01: 'alone',
  I02: undefined,
  I03: undefined,
  X00: undefined,
}

/** What to do, in a few words. */
export function caption(topic: Topic): Text {
  return CAPTIONS[topic]
}

/** The topic of a rule; none for rules that no drawing can show, such as a file that cannot be opened. */
export function topicOfRule(rule: Schemas['RuleId']): Topic | undefined {
  return known(BY_RULE, rule)
}

/** The topic of a verdict: where no face was found, a drawing of two people would mislead. */
export function topicOfVerdict(
  verdict: Pick<Schemas['VerdictView'], 'rule' | 'outcome' | 'measured' | 'is_reminder'>,
): Topic | undefined {
  // What could not be told is not known to be wrong, so there is nothing to show beside it but what is told of every photo.
  if (verdict.outcome === 'not-assessable' && !verdict.is_reminder) return undefined
  if (verdict.rule === 'single-face' && verdict.measured === 0) return 'framing'
  return topicOfRule(verdict.rule)
}

/** The topic of a reviewer's reason; none where no drawing can show it, such as a wrong code. */
export function topicOfReason(code: Schemas['ReasonCode']): Topic | undefined {
  return known(BY_REASON, code)
}

/** Topics that are told before the first photo, in groups. */
export interface Preparation {
  readonly title: Text
  readonly topics: readonly Topic[]
}

/** What to get ready, where glasses may be worn or not. */
export function preparations(glasses: 'forbidden' | 'allowed'): readonly Preparation[] {
  return [
    {
      title: text('头发和脸', 'Hair and face'),
      topics: ['fringe', 'ears', glasses === 'forbidden' ? 'glasses' : 'lenses', 'hat', 'jewellery', 'makeup'],
    },
    {
      title: text('衣服和背景', 'Clothes and wall'),
      topics: ['clothes-blue', 'clothes-pattern', 'wall', 'wall-colour'],
    },
    {
      title: text('姿势和表情', 'Pose and expression'),
      topics: ['tilt', 'shoulders', 'eyes', 'mouth'],
    },
    {
      title: text('光线和相机', 'Light and camera'),
      topics: ['side-light', 'dark', 'beauty', 'screen'],
    },
  ]
}

