/** What a student is told when no check is left. */
import type { Schemas } from '../api/types'
import { startText } from '../time/moment'

import type { Text } from './text'

/** When the next check comes back, or that the centre has to help because none does in time. */
export function usedUpText(submission: Pick<Schemas['SubmissionView'], 'next_step' | 'next_check_at'>): Text {
  const { next_step: step, next_check_at: next } = submission
  if (step.step === 'ask-centre' || typeof next !== 'string') {
    return {
      zh: '检查次数用完了，请联系采集中心增加。',
      en: 'All checks are used. Please ask the collection centre for more.',
    }
  }
  const { zh, en } = startText(next)
  return {
    zh: `检查次数用完了，${zh} 恢复一次。等不及可以联系采集中心增加。`,
    en: `All checks are used. One comes back at ${en}. If you cannot wait, ask the collection centre for more.`,
  }
}
