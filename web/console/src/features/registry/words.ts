/** Handing over to the registry in words: states, reasons, what it said. */
import type { Schemas } from '@caixiang/shared/api/types'
import type { Text } from '@caixiang/shared/text/text'
import type { Tone } from '../../ui/tone'
import { text } from '../../words'

interface Words {
  readonly tone: Tone
  readonly label: Text
}

/** The list of those whose portraits the registry did not take. */
export const REFUSALS = text('未接收名单', 'List of refusals')

/** How far a package has come. */
export const PACKAGE_STATES: Readonly<Record<Schemas['PackageStateWord'], Words>> = {
  proposed: { tone: 'attention', label: text('待复核', 'To be approved') },
  approved: { tone: 'attention', label: text('制作中', 'Being built') },
  built: { tone: 'accent', label: text('待报送', 'To be sent') },
  sent: { tone: 'attention', label: text('已报送，等结果', 'Sent, to be answered') },
  answered: { tone: 'good', label: text('结果已齐', 'Answered') },
  declined: { tone: 'quiet', label: text('未同意', 'Declined') },
  dropped: { tone: 'quiet', label: text('已放弃', 'Given up') },
}

/** Why a submission is left out. */
export const LEFT_OUT: Readonly<Record<Schemas['LeftOutWord'], Text>> = {
  'not-approved': text('照片还没有通过审核', 'Not approved'),
  'change-asked': text('有待复核的更改', 'A change waits for a second person'),
  'at-registry': text('学信网已接收', 'The registry has it'),
  'in-package': text('已在别的数据包里', 'In another package'),
  'sent-before': text('这张照片报送过且未被接收，需要重拍', 'Sent before and not accepted: another photo is needed'),
  'no-consent': text('学生没有同意对外提供', 'The student does not agree to the hand-over'),
  'no-code': text('采集码内容已不在', 'The collection code is not kept any more'),
  'no-portrait': text('证件照已不在', 'The portrait is not kept any more'),
  'not-paid': text('费用未结清', 'Not paid'),
  'no-number': text('学号未知，无法命名', 'No student number to name it by'),
  'next-package': text('数据包已满，进入下一包', 'The package is full: in the next one'),
}

/** Figures of what the registry said, in their order. */
export const COUNTS = {
  accepted: text('已接收', 'Accepted'),
  refused: text('不予接收', 'Refused'),
  same_person: text('同一人', 'Same person'),
  not_passed: text('未通过', 'Not passed'),
  uncertain: text('不确定', 'Uncertain'),
  abnormal: text('异常', 'Abnormal'),
} satisfies Partial<Record<keyof Schemas['RecordCountsView'], Text>>
