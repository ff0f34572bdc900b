/** Changes after approval in words. Every reason and state of the API has its own here. */
import type { Schemas } from '@caixiang/shared/api/types'
import type { Text } from '@caixiang/shared/text/text'

import { text } from '../../words'

type Change = Schemas['ChangeView']
type State = Schemas['ChangeRequestStateView']['state']

export const CHANGES: Readonly<Record<Change['change'], Text>> = {
  void: text('取出，不再使用', 'Take out for good'),
  replace: text('换一张照片', 'Put another photo in its place'),
}

export const VOID_REASONS: Readonly<Record<Schemas['VoidReason'], Text>> = {
  'wrong-person': text('照片不是本人', 'The photo shows somebody else'),
  'wrong-degree': text('照片属于另一个学历', 'It belongs to another degree'),
  'student-asked': text('学生申请', 'The student asked'),
  'refused-by-registry': text('学信网没有接收', 'The registry refused it'),
}

export const REPLACE_REASONS: Readonly<Record<Schemas['ReplaceReason'], Text>> = {
  'approved-by-mistake': text('误审为通过', 'Approved by mistake'),
  'refused-by-registry': text('学信网没有接收', 'The registry refused it'),
  'student-asked': text('学生申请', 'The student asked'),
}

export const REQUEST_STATES: Readonly<Record<State, Text>> = {
  open: text('等待答复', 'Waits for an answer'),
  agreed: text('已同意并完成', 'Agreed and done'),
  declined: text('不同意', 'Declined'),
  'taken-back': text('提出人已撤回', 'Taken back'),
  lapsed: text('无人答复，已失效', 'Nobody answered in time'),
}

/** Why it was asked for. */
export function reasonText(change: Change): Text {
  return change.change === 'void' ? VOID_REASONS[change.reason] : REPLACE_REASONS[change.reason]
}
