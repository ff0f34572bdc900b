/** Finds answers by what somebody types: every word has to be in the question or in the answer, in either language. */
import type { Answer, Topic } from './words'

function textOf({ question, answer }: Answer): string {
  return [question.zh, question.en, answer.zh, answer.en].join('\n').toLowerCase()
}

/** The topics with the answers that fit, in their order; all of them while nothing is typed. */
export function found(topics: readonly Topic[], sought: string): readonly Topic[] {
  const words = sought.toLowerCase().split(/\s+/u).filter((word) => word !== '')
  if (words.length === 0) return topics
  const fits = (answer: Answer) => {
    const text = textOf(answer)
    return words.every((word) => text.includes(word))
  }
  return topics
    .map((topic) => ({ ...topic, answers: topic.answers.filter(fits) }))
    .filter(({ answers }) => answers.length > 0)
}
