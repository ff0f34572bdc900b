/** Why a photo was rejected, as one list: the standard reasons, then those of the centre. */
import type { Schemas } from '../api/types'
import type { Text } from '../text/text'

import { caption, isTopic, topicOfReason } from './topics'
import type { Topic } from './topics'

/** A reason as a student is told it. */
export interface GivenReason {
  readonly code: string
  /** What is wrong. */
  readonly words: Text
  /** What to do, where it can be said. */
  readonly advice: Text | undefined
  /** The drawn pair that shows it, where one does. */
  readonly topic: Topic | undefined
}

/** The reasons in the order in which they are told. */
export function givenReasons({ reasons, own_reasons: own }: Pick<Schemas['ReasonsView'], 'reasons' | 'own_reasons'>): readonly GivenReason[] {
  const standard = reasons.map(({ code, zh, en }) => {
    const topic = topicOfReason(code)
    return { code, words: { zh, en }, advice: topic === undefined ? undefined : caption(topic), topic }
  })
  const further = own.map(({ code, title, advice, example }) => ({
    code,
    words: title,
    advice,
    // A newer service may know a drawing that this page lacks.
    topic: example != null && isTopic(example) ? example : undefined,
  }))
  return [...standard, ...further]
}
