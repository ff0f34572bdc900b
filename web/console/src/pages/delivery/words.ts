/** Words that the rooms of the hand-over have in common. */
import type { Text } from '@caixiang/shared/text/text'
import { text } from '../../words'

export const DELIVERY_WORDS = {
  willGo: text('将提供的照片', 'Photos that go'),
  leftOut: text('不包括', 'Left out'),
  nothing: text('现在没有可以提供的照片。', 'No photo can go now.'),
  refresh: text('刷新', 'Refresh'),
  batch: text('批次', 'Batch'),
  allBatches: text('全部批次', 'All batches'),
  state: text('状态', 'State'),
  allStates: text('全部状态', 'All states'),
  photos: text('照片', 'Photos'),
  proposed: text('提出', 'Proposed'),
  steps: text('操作', 'Steps'),
  you: text('你', 'you'),
  needsSecond: text('等待同事复核', 'A colleague has to approve'),
  fileUntil: text('文件保留到 {}', 'Files until {}'),
  fileGone: text('文件已到期删除', 'The files are gone'),
  loaded: text('已载入 {} 个', '{} loaded'),
  ended: text('没有更多了', 'No more'),
  proposedDone: text('已提出，请同事复核。', 'Proposed. Ask a colleague to approve it.'),
  download: text('下载', 'Download'),
} satisfies Record<string, Text>

/** A step: what its button says, what it means, and what is told afterwards. */
export interface StepWords {
  readonly verb: Text
  readonly line: Text
  readonly done: Text
  readonly isFinal?: boolean
}
