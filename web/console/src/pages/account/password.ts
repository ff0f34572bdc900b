/** What is wrong with a new password, before it is sent; the service looks again. */
import type { Advice } from '../../lib/useForm/useForm'

import { ACCOUNT } from './words'

/** As the service counts: signs, not bytes. */
const SHORTEST = 10

const MOST_BYTES = 256

interface PasswordValues {
  current: string
  anew: string
  again: string
}

export function passwordAdvice({ current, anew, again }: Readonly<PasswordValues>): Advice<PasswordValues> {
  return {
    current: current === '' ? ACCOUNT.currentMissing : undefined,
    anew: newAdvice(current, anew),
    again: again === anew ? undefined : ACCOUNT.againWrong,
  }
}

function newAdvice(current: string, anew: string) {
  if (Array.from(anew).length < SHORTEST) return ACCOUNT.short
  if (new TextEncoder().encode(anew).length > MOST_BYTES) return ACCOUNT.tooLong
  return anew === current ? ACCOUNT.same : undefined
}
