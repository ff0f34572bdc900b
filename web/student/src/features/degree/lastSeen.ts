/**
 * What home showed last, for when there is no network. Names and numbers are masked by the API
 * already; nothing else of a person is in it, and it goes with the session.
 */
import type { Schemas } from '@caixiang/shared/api/types'

const STORED = 'last-seen'

/** The cards of home, and when they were true. */
export interface LastSeen {
  readonly degrees: readonly Schemas['DegreeView'][]
  readonly submissions: Readonly<Record<string, Schemas['SubmissionView']>>
  readonly seenAtMs: number
}

/** What the last visit left, if anything. */
export function lastSeen(): LastSeen | undefined {
  const kept = uni.getStorageSync<Partial<LastSeen> | ''>(STORED)
  if (kept === '' || !Array.isArray(kept.degrees) || typeof kept.seenAtMs !== 'number') return undefined
  return { degrees: kept.degrees, submissions: kept.submissions ?? {}, seenAtMs: kept.seenAtMs }
}

/** Keeps the list as it is now; what is known of each submission stays. */
export function keepDegrees(degrees: readonly Schemas['DegreeView'][]): void {
  const submissions = lastSeen()?.submissions ?? {}
  const known = degrees.flatMap(({ id }) => (submissions[id] === undefined ? [] : [[id, submissions[id]]]))
  keep({ degrees, submissions: Object.fromEntries(known) as LastSeen['submissions'], seenAtMs: Date.now() })
}

/** Keeps how far one degree has come. */
export function keepSubmission(submission: Schemas['SubmissionView']): void {
  const kept = lastSeen()
  if (kept === undefined) return
  keep({ ...kept, submissions: { ...kept.submissions, [submission.degree]: submission } })
}

/** For who signs out. */
export function forgetLastSeen(): void {
  uni.removeStorageSync(STORED)
}

function keep(seen: LastSeen): void {
  uni.setStorageSync(STORED, seen)
}
