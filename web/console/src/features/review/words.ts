/** What the review says in words: flags, origins, outcomes. Every word of the API has its own here. */
import type { Schemas } from '@caixiang/shared/api/types'
import { failureText } from '@caixiang/shared/api/failure'
import type { Text } from '@caixiang/shared/text/text'

import { text } from '../../words'

import type { DecisionItem, DecisionState } from './decision'
import { isOwn } from './reasons'
import type { Code, DeskReason, ReasonKind } from './reasons'

export const FLAGS: Readonly<Record<Schemas['ReviewFlag'], Text>> = {
  'code-without-picture': text('采集码没有图片，是直接填入的', 'Code typed in, without its picture'),
  'young-account': text('账号刚注册不久', 'Account is new'),
  'claimed-twice': text('另有账号认领同一学历', 'Another account claims this degree'),
  'cut-from-scene': text('从杂乱背景中抠出，请细看头发和边缘', 'Cut out of a busy background; look at hair and edges'),
  'camera-claimed': text('自称现场拍摄，未经核实', 'Said to be taken live; not verified'),
}

export const LAST_FOUR: Readonly<Record<Schemas['LastFourCheck'], Text>> = {
  'self-consistent': text('后四位与采集码一致，名单未核对', 'Last four match the code; not checked with a roster'),
  'roster-matched': text('后四位与学校名单一致', 'Last four match the roster'),
  'not-carried': text('采集码里没有后四位', 'The code carries no last four'),
}

export const SOURCES: Readonly<Record<Schemas['CaptureSource'], Text>> = {
  onsite: text('现场拍摄', 'Taken on site'),
  'live-camera': text('相机拍摄', 'Live camera'),
  album: text('相册选取', 'From the album'),
}

export const ROUNDS: Readonly<Record<Schemas['ReviewRound'], Text>> = {
  school: text('学校初审', 'School round'),
  centre: text('中心审核', 'Centre round'),
}

export const OUTCOMES: Readonly<Record<Schemas['Outcome'], Text>> = {
  pass: text('合格', 'Passed'),
  warn: text('疑点', 'Doubt'),
  fail: text('不合格', 'Failed'),
  'not-assessable': text('无法判断', 'Could not be told'),
}

/** Before what has to be looked for. */
export const TO_LOOK_FOR = text('程序看不准，请自己看：', 'The check sees little of this, look yourself: ')

export const DECISIONS: Readonly<Record<Schemas['DecisionWord'], Text>> = {
  approve: text('通过', 'Approved'),
  reject: text('退回', 'Rejected'),
}

export const STATES: Readonly<Record<DecisionState, Text>> = {
  sending: text('正在送出', 'Sending'),
  waiting: text('等待网络', 'Waits for the network'),
  held: text('已记录', 'Recorded'),
  undoing: text('正在撤销', 'Taking back'),
  undone: text('已撤销', 'Taken back'),
  settled: text('已生效', 'In effect'),
  refused: text('没有生效', 'Not taken'),
}

export const REASON_KINDS: Readonly<Record<ReasonKind, Text>> = {
  Z: text('本中心的原因', 'Reasons of the centre'),
  F: text('文件', 'File'),
  B: text('背景', 'Background'),
  P: text('姿势和表情', 'Pose and expression'),
  O: text('遮挡和配饰', 'What is worn or in the way'),
  L: text('光线和清晰度', 'Light and sharpness'),
  C: text('着装和妆容', 'Clothes and make-up'),
  M: text('修饰', 'Retouching'),
  D: text('重复照片', 'Same shot'),
  I: text('身份', 'Identity'),
  X: text('其他', 'Other'),
}

export const REVIEW_WORDS = {
  chosenStill: text('已选退回原因：请按“退回”；要通过，请先按 Esc 清除。', 'Reasons are chosen: reject, or clear them with Esc before you approve.'),
  noName: text('（无姓名）', '(no name)'),
  notSeen: text('照片还没有显示出来，请稍等。', 'The photo is not on the screen yet. One moment.'),
  nothingToUndo: text('没有可以撤销的决定。', 'There is nothing to take back.'),
  notUndone: text('没有撤销成功。', 'It was not taken back. '),
  undone: text('已撤销，照片回到审核台。', 'Taken back. The photo is on your desk again.'),
}

/** A student's name as masked as it comes. */
export function nameOf(masked: string | null | undefined): Text {
  return masked == null || masked === '' ? REVIEW_WORDS.noName : text(masked, masked)
}

/** One decision of the strip, for those who see and those who listen. */
export function decisionText({ who, decision, state }: DecisionItem): Text {
  const [name, what, how] = [nameOf(who), DECISIONS[decision], STATES[state]]
  return text(`${name.zh} ${what.zh}：${how.zh}`, `${name.en}, ${what.en.toLowerCase()}: ${how.en.toLowerCase()}`)
}

/** Why a decision stands that was to be taken back. */
export function notUndoneText({ failure }: Pick<DecisionItem, 'failure'>): Text {
  const why = failure === undefined ? text('', '') : failureText(failure)
  return text(`${REVIEW_WORDS.notUndone.zh}${why.zh}`, `${REVIEW_WORDS.notUndone.en}${why.en}`)
}

/** What became of a decision whose reviewer thinks otherwise. */
export function unreadText(item: DecisionItem): Text {
  const [name, what, why] = [nameOf(item.who), DECISIONS[item.decision], item.failure && failureText(item.failure)]
  if (item.state !== 'refused') {
    const not = notUndoneText(item)
    return text(`${name.zh}（${what.zh}）：${not.zh}`, `${name.en}, ${what.en.toLowerCase()}: ${not.en}`)
  }
  return text(
    `${name.zh}（${what.zh}）没有生效：${why?.zh ?? ''}`,
    `${name.en}, ${what.en.toLowerCase()}: it did not take effect. ${why?.en ?? ''}`,
  )
}

/** What stands on the buttons of the frequent reasons. */
const SHORT: Readonly<Partial<Record<Code, Text>>> = {
  P04: text('闭眼、视线偏', 'Eyes closed, gaze'),
  O03: text('头发遮眉', 'Hair over brows'),
  O04: text('未露耳', 'Ears hidden'),
  O01: text('戴眼镜', 'Glasses'),
  O02: text('镜片反光', 'Glare on glasses'),
  P01: text('头歪、侧脸', 'Head tilted, turned'),
  P02: text('高低肩', 'Shoulders uneven'),
  B01: text('背景杂乱', 'Background'),
  L01: text('光线不均', 'Uneven light'),
  C01: text('着装', 'Clothes'),
}

/** The short form of a reason, for a button; without one, up to its first comma. */
export function shortReason({ code, zh, en }: DeskReason): Text {
  // The centre has chosen its words to fit.
  if (isOwn(code)) return text(zh, en)
  return SHORT[code] ?? text(zh.split(/[、，（]/)[0] ?? zh, en.split(/,| or | \(/)[0] ?? en)
}
