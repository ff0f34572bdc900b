/** Lists that are taken out as files, in words. */
import type { Schemas } from '@caixiang/shared/api/types'
import type { Text } from '@caixiang/shared/text/text'

import type { Tone } from '../../ui/tone'
import { text } from '../../words'

/** How far a list has come. */
export const LIST_STATES: Readonly<Record<Schemas['ListStateWord'], { readonly tone: Tone; readonly label: Text }>> = {
  proposed: { tone: 'attention', label: text('等待同意', 'To be approved') },
  approved: { tone: 'attention', label: text('制作中', 'Being made') },
  ready: { tone: 'good', label: text('已做好', 'Made') },
  declined: { tone: 'quiet', label: text('未同意', 'Declined') },
  dropped: { tone: 'quiet', label: text('已放弃', 'Given up') },
}

/** Why the service makes no list that was approved. */
export const LIST_STOPS: Readonly<Record<Schemas['ListStopWord'], Text>> = {
  'rights-lost': text('申请人已不能导出这个范围的名单', 'Who asked may take out no lists there any more'),
  grew: text('人数比同意时多了不少，请重新申请', 'It had grown too much since it was approved; ask again'),
}

/** What a list is needed for. */
export const LIST_REASONS: Readonly<Record<Schemas['ListReasonWord'], Text>> = {
  'chase-students': text('催学生采集', 'To chase students'),
  compare: text('与学校或学信网的数据核对', 'To compare with the school or the registry'),
  'hand-to-school': text('交给学校', 'To hand to the school'),
  'asked-by-authority': text('主管部门要求', 'An authority asks for it'),
}
