/** What happened with a submission, as staff read it. Every event of the API has its words here. */
import type { Schemas } from '@caixiang/shared/api/types'
import { givenReasons } from '@caixiang/shared/photo/reasons'
import type { Text } from '@caixiang/shared/text/text'

import { text } from '../../words'

type Entry = Schemas['HistoryEntryView']

export const PARTIES: Readonly<Record<Schemas['Party'], Text>> = {
  student: text('学生', 'Student'),
  staff: text('工作人员', 'Staff'),
  service: text('系统', 'Service'),
}

export const ALLOWANCE_REASONS: Readonly<Record<Schemas['AllowanceReason'], Text>> = {
  'service-fault': text('系统出错', 'The service was at fault'),
  'review-mistake': text('审核有误', 'A review was mistaken'),
  'student-asked': text('学生申请', 'The student asked'),
}

const PLAIN: Readonly<Record<Exclude<Entry['event'], 'photo-assessed' | 'rejected' | 'more-allowed'>, Text>> = {
  'photo-handed-in': text('上传了照片', 'Handed a photo in'),
  'photo-confirmed': text('确认了照片', 'Confirmed the photo'),
  submitted: text('提交审核', 'Submitted it for review'),
  withdrawn: text('撤回', 'Withdrew it'),
  'passed-on': text('学校审核通过，转交中心', 'Passed on by the school'),
  approved: text('审核通过', 'Approved'),
  replaced: text('中心更换了照片，重新审核', 'Replaced by the centre, in review again'),
  expired: text('超过期限', 'Not finished in time'),
  ended: text('中心解除或取出', 'Ended by the centre'),
}

/** What one line of the history says. */
export function entryText(entry: Entry): Text {
  switch (entry.event) {
    case 'photo-assessed':
      return entry.usable ? text('检查完成，可以使用', 'Checked, can be used') : text('检查完成，需要重拍', 'Checked, another one is needed')
    case 'rejected':
      return rejectedText(entry)
    case 'more-allowed':
      return text(
        `增加了提交 ${String(entry.attempts)} 次、检查 ${String(entry.checks)} 次`,
        `Given more: ${String(entry.attempts)} submissions, ${String(entry.checks)} checks`,
      )
    case 'photo-handed-in':
    case 'photo-confirmed':
    case 'submitted':
    case 'withdrawn':
    case 'passed-on':
    case 'approved':
    case 'replaced':
    case 'expired':
    case 'ended':
      return PLAIN[entry.event]
  }
}

function rejectedText(because: Schemas['ReasonsView']): Text {
  const { note } = because
  const behind = note == null || note === '' ? '' : ` (${note})`
  const reasons = givenReasons(because)
  return text(
    `退回：${reasons.map(({ words }) => words.zh).join('；')}${behind}`,
    `Rejected: ${reasons.map(({ words }) => words.en).join('; ')}${behind}`,
  )
}
