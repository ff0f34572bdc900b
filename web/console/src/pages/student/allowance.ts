/** What is given beyond the limits, as it is typed, and as the API takes it. */
import type { Schemas } from '@caixiang/shared/api/types'
import { ALLOWANCE_REASONS } from '../../features/submission/words'
import type { Advice } from '../../lib/useForm/useForm'

import { STUDENT_WORDS } from './words'

/** Of both the most in all; the service counts what was given before, too. */
const MOST_ATTEMPTS = 20
const MOST_CHECKS = 100

interface AllowanceValues {
  attempts: string
  checks: string
  reason: string
}

/** A whole number; none where something else was typed. */
function countOf(typed: string): number | undefined {
  const bare = typed.trim()
  if (bare === '') return 0
  return /^\d{1,4}$/.test(bare) ? Number(bare) : undefined
}

function isReason(said: string): said is Schemas['AllowanceReason'] {
  return Object.hasOwn(ALLOWANCE_REASONS, said)
}

export function allowanceAdvice({ attempts, checks, reason }: Readonly<AllowanceValues>): Advice<AllowanceValues> {
  const [more, looks] = [countOf(attempts), countOf(checks)]
  const isNothing = more === 0 && looks === 0
  return {
    attempts: isNothing ? STUDENT_WORDS.nothing : more === undefined || more > MOST_ATTEMPTS ? STUDENT_WORDS.tooManyAttempts : undefined,
    checks: looks === undefined || looks > MOST_CHECKS ? STUDENT_WORDS.tooManyChecks : undefined,
    reason: isReason(reason) ? undefined : STUDENT_WORDS.reasonMissing,
  }
}

/** Only after nothing is wrong with it. */
export function bodyOf({ attempts, checks, reason }: Readonly<AllowanceValues>): Schemas['GiveMore'] {
  return { attempts: countOf(attempts) ?? 0, checks: countOf(checks) ?? 0, reason: isReason(reason) ? reason : 'student-asked' }
}
