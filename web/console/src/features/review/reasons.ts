/** Reasons as reviewers reach for them. */
import type { Schemas } from '@caixiang/shared/api/types'

type Code = Schemas['ReasonCode']

/** Why the note is needed. */
export const OTHER: Code = 'X00'

/** The most that a note may hold. */
export const NOTE_LIMIT = 200

/**
 * The reasons of the keys 1 to 9, the same for every photo of a batch: hands learn places. What glasses may be
 * rejected for, the batch says.
 */
export function frequentReasons(glasses: Schemas['Glasses']): readonly Code[] {
  return ['P04', 'O03', 'O04', glasses === 'forbidden' ? 'O01' : 'O02', 'P01', 'P02', 'B01', 'L01', 'C01']
}

/** Headings of the kinds of reasons, by the first letter of their codes. */
export type ReasonKind = 'F' | 'B' | 'P' | 'O' | 'L' | 'C' | 'M' | 'D' | 'I' | 'X'

/** What a check's open verdicts would be rejected for. */
export function suggestedReasons(verdicts: readonly Schemas['VerdictView'][]): readonly Code[] {
  return [...new Set(verdicts.filter(({ outcome }) => outcome !== 'pass').map(({ reason }) => reason))]
}
