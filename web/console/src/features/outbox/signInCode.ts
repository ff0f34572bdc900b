/** The code within a message that signs a student in: to be read out, copied and covered. */
import type { Schemas } from '@caixiang/shared/api/types'

type Message = Schemas['KeptMessageView']

export interface SignInCode {
  readonly digits: string
  /** Milliseconds since 1970; unknown where the words do not say it. */
  readonly validUntilMs: number | undefined
}

const MINUTE_MS = 60_000

/** What stands for a digit that is covered. */
const COVER = '•'

/** Whether the message carries a code: one that signs in, or one that proves a mail address. */
export function carriesCode({ template }: Pick<Message, 'template'>): boolean {
  return template === 'sign-in-code' || template === 'letter-with-code'
}

/** The code of a message that carries one. The API gives the words alone: the code is in them. */
export function signInCodeOf(message: Message): SignInCode | undefined {
  if (!carriesCode(message)) return undefined
  // Minutes have fewer digits than any code.
  const digits = /\d{4,10}/.exec(message.text)?.[0]
  if (digits === undefined) return undefined
  const minutes = /(\d{1,3}) ?(?:分钟|minutes?)/.exec(message.text)?.[1]
  const writtenMs = Date.parse(message.created_at)
  const validUntilMs = minutes === undefined ? undefined : writtenMs + Number(minutes) * MINUTE_MS
  return { digits, validUntilMs }
}

/** The code with its digits covered. */
export function covered(digits: string): string {
  return COVER.repeat(digits.length)
}

/** The words with the code covered. */
export function coveredWords(words: string, digits: string): string {
  return words.replaceAll(digits, covered(digits))
}
