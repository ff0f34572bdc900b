/** What a student can still do after taking back a photo that is in review. */
import type { Schemas } from '../api/types'
import { deadlineText } from '../time/moment'

import type { Text } from './text'

/** What follows a withdrawal, before it is done. */
export function withdrawalText(
  { attempts_left: attempts, deadline_after_withdrawal: deadline }: Pick<Schemas['SubmissionView'], 'attempts_left' | 'deadline_after_withdrawal'>,
  nowMs: number,
): Text {
  // Only what is in review can be taken back, and there is a deadline then.
  if (deadline == null) return { zh: '', en: '' }
  const { zh, en } = deadlineText(deadline, nowMs)
  if (Date.parse(deadline) <= nowMs) {
    return {
      zh: `可以再提交的时间已过（${zh}）。撤回后就不能再提交，只能联系采集中心。`,
      en: `The time to submit another photo is over (${en}). After a withdrawal only the centre can help.`,
    }
  }
  // What is in review does not count as left; nobody has decided, so it comes back.
  const left = attempts + 1
  const submissions = left === 1 ? '1 submission is' : `${String(left)} submissions are`
  return {
    zh: `撤回后暂停审核，不占提交次数。可以再次提交这张，也可以重拍；还可提交 ${String(left)} 次，请在 ${zh} 前完成。`,
    en: `The review stops, and this costs no submission. You can submit this photo again or take another one, by ${en}; ${submissions} left.`,
  }
}
