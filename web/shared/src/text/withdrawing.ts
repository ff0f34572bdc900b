/** What a student can still do after taking back a photo that is in review. */
import type { Schemas } from '../api/types'
import { deadlineText } from '../time/moment'

import type { Text } from './text'

/**
 * Until when another photo can be submitted after a withdrawal: after a rejection it is the time that the
 * last one gave, else the end of the collection.
 */
export function deadlineAfterWithdrawal(
  submission: Pick<Schemas['SubmissionView'], 'deadline' | 'earlier_rejections'>,
  closesAt: string,
): string {
  const { deadline, earlier_rejections: rejections } = submission
  return deadline ?? rejections[rejections.length - 1]?.replace_by ?? closesAt
}

/** What follows a withdrawal, before it is done. */
export function withdrawalText(
  submission: Pick<Schemas['SubmissionView'], 'deadline' | 'earlier_rejections' | 'attempts_left'>,
  closesAt: string,
  nowMs: number,
): Text {
  const deadline = deadlineAfterWithdrawal(submission, closesAt)
  const { zh, en } = deadlineText(deadline, nowMs)
  if (Date.parse(deadline) <= nowMs) {
    return {
      zh: `可以再提交的时间已过（${zh}）。撤回后就不能再提交，只能联系采集中心。`,
      en: `The time to submit another photo is over (${en}). After a withdrawal only the centre can help.`,
    }
  }
  // What is in review does not count as left; nobody has decided, so it comes back.
  const left = submission.attempts_left + 1
  const submissions = left === 1 ? '1 submission is' : `${String(left)} submissions are`
  return {
    zh: `撤回后暂停审核，不占提交次数。可以再次提交这张，也可以重拍；还可提交 ${String(left)} 次，请在 ${zh} 前完成。`,
    en: `The review stops, and this costs no submission. You can submit this photo again or take another one, by ${en}; ${submissions} left.`,
  }
}
