/** How far students have come, in words. Every state of the API has its own here. */
import type { Schemas } from '@caixiang/shared/api/types'
import type { Text } from '@caixiang/shared/text/text'

import { text } from '../../words'

import type { Part } from './counts'

/** What a bar is made of. */
export const PART_WORDS: Readonly<Record<Part, Text>> = {
  approved: text('已通过', 'Approved'),
  reviewed: text('审核中', 'In review'),
  rejected: text('退回待重拍', 'Rejected'),
  working: text('进行中', 'In work'),
  missing: text('未开始', 'Not begun'),
  lapsed: text('已失效', 'Lapsed'),
}

/** What a list can be of. */
export const STAGES: Readonly<Record<Schemas['StageName'] | 'begun' | 'off-roster', Text>> = {
  'not-begun': text('未开始', 'Not begun'),
  'awaiting-photo': text('待上传照片', 'Photo awaited'),
  'awaiting-confirmation': text('待学生确认', 'To be confirmed'),
  withdrawn: text('已撤回', 'Withdrawn'),
  'awaiting-review': text('审核中', 'In review'),
  rejected: text('退回待重拍', 'Rejected'),
  approved: text('已通过', 'Approved'),
  delivered: text('照片已送到学校', 'Prints have arrived'),
  expired: text('已过期', 'Expired'),
  voided: text('已作废', 'Void'),
  begun: text('全部已开始的', 'All who have begun'),
  'off-roster': text('不在名单中的', 'On no roster'),
}

export const BATCH_STATES: Readonly<Record<Schemas['BatchState'], Text>> = {
  draft: text('草稿', 'Draft'),
  open: text('进行中', 'Open'),
  paused: text('已暂停', 'Paused'),
  closed: text('已结束', 'Closed'),
  archived: text('已归档', 'Archived'),
}
