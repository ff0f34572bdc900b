/** Where a student stands, and why, when nothing can be done alone. */
import type { Schemas } from '../api/types'
import type { WayOn } from '../photo/verdicts'
import { deadlineText } from '../time/moment'

import { usedUpText } from './checks'
import { nextStep } from './nextSteps'
import type { Text } from './text'

type Submission = Schemas['SubmissionView']

/** Steps that a student cannot take alone, or cannot take now. */
const BLOCKED: readonly Schemas['NextStepView']['step'][] = ['ask-centre', 'await-check', 'over', 'come-back']

/** Whether the student has to wait, to ask, or to go elsewhere. */
export function isBlocked({ next_step: { step } }: Pick<Submission, 'next_step'>): boolean {
  return BLOCKED.includes(step)
}

/** The way on of a student who is blocked: an individual shot where the collection is over, else the centre. */
export function wayOnOf({ next_step: { step } }: Pick<Submission, 'next_step'>): WayOn {
  return step === 'over' ? 'alone' : 'ask'
}

/** What stands or happens now; where the numbers, the deadline or the state tell why, it says so. */
export function standText(submission: Submission): Text {
  const { next_step: next, state, attempts_left: attempts, checks_left: checks, deadline } = submission
  if (next.step === 'ask-centre') {
    if (state === 'voided') {
      return {
        zh: '采集中心把这张照片作废了，请与他们联系，了解原因和怎样重新采集。',
        en: 'The centre has voided this photo. Please ask them why, and how to have another one taken.',
      }
    }
    if (attempts === 0) {
      return { zh: '可提交的次数用完了，请联系采集中心增加。', en: 'All submissions are used. Please ask the centre for more.' }
    }
    if (checks === 0) return usedUpText(submission)
  }
  if (next.step === 'over' && state !== 'expired' && deadline != null) {
    const { zh, en } = deadlineText(deadline)
    return {
      zh: `能提交的时间（${zh}）已经过了。请联系采集中心，或到所在地区单独采集。`,
      en: `The time to submit has passed (${en}). Ask the centre, or go on alone in your region.`,
    }
  }
  return nextStep(next).sentence
}
