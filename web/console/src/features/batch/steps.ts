/** The steps of a batch: which its state knows, and what happens to students. */
import type { Schemas } from '@caixiang/shared/api/types'
import type { Text } from '@caixiang/shared/text/text'

import type { Tone } from '../../ui/tone'
import { text } from '../../words'
import { BATCH_STATES } from '../progress/words'

export type Step = Schemas['BatchStep']
export type State = Schemas['BatchState']

/** What the service would not refuse, the usual one first. */
export const STEPS_OF: Readonly<Record<State, readonly Step[]>> = {
  draft: ['open'],
  open: ['pause', 'close'],
  paused: ['resume', 'close'],
  closed: ['archive'],
  archived: [],
}

/** Whether the plan still changes. */
export function isRevisable(state: State): boolean {
  return state === 'draft' || state === 'open' || state === 'paused'
}

/** A step for people. */
export interface StepWords {
  readonly verb: Text
  readonly question: Text
  /** What happens, above all to students. */
  readonly lines: readonly Text[]
  readonly done: Text
  /** It cannot be taken back. */
  readonly isFinal?: boolean
}

export const STEPS: Readonly<Record<Step, StepWords>> = {
  open: {
    verb: text('开放', 'Open'),
    question: text('开放这个批次？', 'Open this batch?'),
    lines: [
      text('学生马上可以凭链接、二维码和特征码找到它；到开始时间才能提交照片。', 'Students find it by link, QR code and feature code at once; photos are taken from the opening time on.'),
      text('开放以后，采集方式、链接、开始时间和已有学校不能再改；名称、截止时间、次数、费用和须知可以改。', 'From then on mode, link, opening time and present schools stay; name, closing time, limits, fee and notices can change.'),
      text('不能回到草稿。', 'It does not become a draft again.'),
    ],
    done: text('批次已开放', 'The batch is open'),
  },
  pause: {
    verb: text('暂停', 'Pause'),
    question: text('暂停采集？', 'Pause the collection?'),
    lines: [
      text('学生打开批次会看到“暂停采集”，不能添加学历、拍照或提交。', 'Students read that it is paused; they cannot add a degree, take or submit photos.'),
      text('已经提交的照片继续审核，结果照常通知。', 'Photos that were handed in are reviewed, and students are told.'),
      text('截止时间不会因此推迟，需要时请另外延长。', 'The closing time stays; extend it if students should have the days back.'),
    ],
    done: text('采集已暂停', 'The collection is paused'),
  },
  resume: {
    verb: text('恢复', 'Resume'),
    question: text('恢复采集？', 'Resume the collection?'),
    lines: [
      text('学生马上可以继续拍照和提交。', 'Students can take and submit photos again at once.'),
      text('截止时间保持不变。', 'The closing time stays as it is.'),
    ],
    done: text('采集已恢复', 'The collection goes on'),
  },
  close: {
    verb: text('结束', 'Close'),
    question: text('结束这个批次？', 'Close this batch?'),
    lines: [
      text('学生不能再提交，没有完成的提交会过期，相应照片会删除。', 'Nobody can submit any more; what is unfinished expires and its photos are deleted.'),
      text('退回待重拍的学生也不能再重拍。', 'Students whose photo was rejected cannot replace it either.'),
      text('已经提交的照片仍会审完。', 'Photos in review are still decided.'),
      text('结束后不能再次开放。只想停一会儿，请用“暂停”。', 'It does not open again. To stop for a while, pause it instead.'),
    ],
    done: text('批次已结束', 'The batch is closed'),
    isFinal: true,
  },
  archive: {
    verb: text('归档', 'Archive'),
    question: text('归档这个批次？', 'Archive this batch?'),
    lines: [
      text('表示成片都已交付、费用都已结清。', 'It says that everything is delivered and paid.'),
      text('成片从今天起按约定的天数保留，到期删除。', 'From today on portraits stay for the days that were promised, and then go.'),
      text('不能撤销。', 'It cannot be undone.'),
    ],
    done: text('批次已归档', 'The batch is archived'),
    isFinal: true,
  },
}

const TONES: Readonly<Record<State, Tone>> = {
  draft: 'accent',
  open: 'good',
  paused: 'attention',
  closed: 'quiet',
  archived: 'quiet',
}

/** A state for its tag. */
export function stateOf(state: State): { readonly tone: Tone; readonly label: Text } {
  return { tone: TONES[state], label: BATCH_STATES[state] }
}
