/** Degrees in words: what speaks for one of two who claim one, and why one is let go. */
import type { Schemas } from '@caixiang/shared/api/types'
import type { Text } from '@caixiang/shared/text/text'

import { text } from '../../words'

export const EVIDENCE: Readonly<Record<Schemas['CodeEvidence'], Text>> = {
  unrecorded: text('没有记录采集码的来源', 'How the code came was not recorded'),
  picture: text('交了采集码图片', 'Handed in the code’s picture'),
  text: text('直接填入采集码，没有图片', 'Typed the code in, without its picture'),
}

export const RELEASE_REASONS: Readonly<Record<Schemas['ReleaseReason'], Text>> = {
  'wrong-person': text('被别人绑定', 'Somebody else had added it'),
  'wrong-degree': text('绑错了学历', 'It is another degree than the student meant'),
  'student-asked': text('学生申请', 'The student asked'),
  'already-at-registry': text('学信网已有照片', 'The registry has a portrait already'),
}

/** What becomes of a degree that is let go, whatever the reason. */
export const RELEASE_LINES: readonly Text[] = [
  text('这份学历不再属于这个账号，学生会收到通知。', 'The degree is no longer this account’s, and the student is told.'),
  text('还没有审核通过的照片马上删除。', 'Photos that are not approved are deleted at once.'),
  text('审核通过的照片会取出，不再交付；它按批次约定的天数保留，到期删除。', 'An approved photo is taken out and not delivered. It stays for the days of its batch and is then deleted.'),
  text('还没有开始的预约会取消。', 'An appointment that has not begun is cancelled.'),
]

/** What the account can do afterwards, by the reason. */
export const RELEASE_AFTERWARDS: Readonly<Record<Schemas['ReleaseReason'], Text>> = {
  'wrong-person': text(
    '这个账号以后不能再绑定同一个学号；学历的主人可以用自己的账号添加。',
    'This account cannot add the same student number again. Whose degree it is can add it with the own account.',
  ),
  'wrong-degree': text('学生可以再添加学历，重新采集。', 'The student can add a degree again and begin anew.'),
  'student-asked': text('学生可以再添加学历，重新采集。', 'The student can add a degree again and begin anew.'),
  'already-at-registry': text('学生不需要再采集；再次添加也不会被拒绝。', 'The student needs no other photo; adding it again is not refused.'),
}
