/** Words of approving together. */
import type { Schemas } from '@caixiang/shared/api/types'
import type { Text } from '@caixiang/shared/text/text'

import type { Chosen } from '../../../features/review/keys'
import { text } from '../../../words'

export const TOGETHER = {
  again: text('再取一组', 'Take another set'),
  allSampleHow: text('符合条件的不超过五张，全部作为样本逐张看完了。', 'No more than five fitted, and all of them were the sample.'),
  allSampleTitle: text('这一组都通过了', 'All of this set is approved'),
  approve: text('通过', 'Approve'),
  back: text('回到队列', 'Back to the queue'),
  confirmField: text('输入张数以确认', 'Type the number to confirm'),
  confirmHow: text('半分钟内可以撤销，之后生效，学生会收到通知。', 'They can be taken back for half a minute; then they take effect and the students are told.'),
  confirmOut: text('留出的回到队列，逐张审核：', 'Left out, to be decided one by one: '),
  confirmWrong: text('张数不对，请核对。', 'That is not the number. Check it.'),
  desk: text('去审核台逐张审核', 'Decide one by one'),
  done: text('已记录为通过', 'Recorded as approved'),
  enlarge: text('放大', 'Enlarge'),
  failedHow: text('没有显示出来的照片不会被通过。', 'A photo that is not shown is not approved.'),
  failedLoad: text('没有显示出来', 'Not shown'),
  group: text('其余照片', 'The others'),
  left: text('剩余时间', 'Time left'),
  leftOut: text('已留出', 'Left out'),
  loading: text('张还在载入', 'still on their way'),
  lostHow: text('样本不再完整，这一组不能一起通过。已经通过的样本仍然有效，其余照片已回到队列。', 'The sample is not whole any more, so this set cannot be approved together. What is approved stays so; the others are back in the queue.'),
  lostTitle: text('样本里有一张不在手里了', 'A photo of the sample is gone'),
  next: text('下一张', 'Next'),
  nothingHow: text(
    '可以一起通过的照片要同时满足：全部检查都已完成并且合格；没有需要留意的地方（采集码没有图片、新账号、重复认领）；以前没有被退回过；不在同事手里。其余照片请逐张审核。',
    'What fits: every check was made and passed; nothing speaks for a second look (code typed in, new account, claimed twice); never rejected before; in no colleague’s hand. The others are decided one by one.',
  ),
  nothingTitle: text('现在没有可以一起通过的照片', 'Nothing that waits can be approved together'),
  original: text('原图', 'Original'),
  overHow: text('一组照片最多在手里十五分钟。没有通过的已回到队列；已经通过的样本仍然有效。', 'A set stays in hand for fifteen minutes. What was not approved is back in the queue; what is approved stays so.'),
  overTitle: text('这一组的时间到了', 'The time of this set is over'),
  portrait: text('成片', 'Portrait'),
  previous: text('上一张', 'Previous'),
  rejectedHow: text(
    '样本里有一张不合格，说明自动检查在这一组里可能漏了什么。其余照片要逐张审核，将放回队列。按错了可以撤销。',
    'One of the sample did not pass, so the check may have missed something in this set. The others have to be decided one by one and go back. If it was the wrong key, undo it.',
  ),
  rejectedTitle: text('样本里有一张被退回', 'One of the sample is rejected'),
  restLead: text('样本全部通过。看一遍其余照片，不确定的留出来，再一起通过。', 'All of the sample is approved. Look the others over, leave out what you are not sure of, then approve the rest.'),
  sampleLead: text('先逐张审核抽到的样本；全部通过后，其余的一起通过。', 'First decide the sample one by one. Once all of it is approved, the others are approved together.'),
  skipped: text('没有通过，情况有变化', 'Not approved, because something changed'),
  stuckHow: text('样本的决定或照片有变化。', 'A decision about the sample, or a photo, has changed.'),
  stuckTitle: text('这一组不能一起通过', 'This set cannot be approved together'),
  taking: text('正在挑选没有疑点的照片…', 'Looking for photos without any doubt…'),
  title: text('一起通过', 'Approve together'),
  toggle: text('留出或放回', 'Leave out, or not'),
  undone: text('照片回到队列。', 'The photos are in the queue again.'),
  undoneTitle: text('已撤销', 'Taken back:'),
  undoneRest: text('其余的在撤销之前已经生效：', 'These had taken effect before: '),
  waiting: text('正在等服务器确认样本的决定…', 'Waiting until the service has the decisions about the sample…'),
  waitingOffline: text('网络没有连上。决定在排队，恢复后自动送出；在那之前不会显示为通过。', 'There is no connection. The decisions wait and are sent once it is back; nothing counts as approved before that.'),
}

/** What is printed on a key of the reviewer's choice. */
type LabelOf = (name: Chosen) => string

/** The keys of the grid. */
export function keysText(labelOf: LabelOf): Text {
  const [compare, approve] = [labelOf('compare'), labelOf('approve')]
  return text(
    `← ↑ → ↓ 移动 · 空格 留出或放回 · Enter 放大 · 按住 ${compare} 看原图 · ${approve} 通过 · ? 快捷键`,
    `← ↑ → ↓ move · Space leaves out · Enter enlarges · hold ${compare} for the original · ${approve} approves · ? keys`,
  )
}

export function undoHow(labelOf: LabelOf): Text {
  const key = labelOf('undo')
  return text(`半分钟内按 ${key} 或 Ctrl+Z 全部撤销。`, `Press ${key} or Ctrl+Z within half a minute to take all of them back.`)
}

type State = Schemas['SubmissionView']['state']

const CHANGED = text('照片已经换过', 'Another photo by now')

/** Why a photo was skipped, by where its submission stands now. */
const SKIPPED: Readonly<Record<State, Text>> = {
  withdrawn: text('学生已撤回', 'The student withdrew it'),
  approved: text('已由其他人通过', 'Approved by somebody else'),
  rejected: text('已由其他人退回', 'Rejected by somebody else'),
  'awaiting-review': text('同事正在审核，或学生换了照片', 'A colleague decides about it, or the student has another photo'),
  'awaiting-photo': CHANGED,
  'awaiting-confirmation': CHANGED,
  expired: text('这份采集已过期', 'The submission is over'),
  voided: text('这份采集已结束', 'The submission is over'),
}

export function skippedText(state: State | undefined): Text {
  return state === undefined ? text('情况有变化', 'Something changed') : SKIPPED[state]
}

export function photosText(count: number): Text {
  return text(`${String(count)} 张`, `${String(count)} photo${count === 1 ? '' : 's'}`)
}
