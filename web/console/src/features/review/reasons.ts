/** Reasons as reviewers reach for them. */
import type { Schemas } from '@caixiang/shared/api/types'
import type { Text } from '@caixiang/shared/text/text'

/** A code of a reason of the centre. */
export type OwnCode = `Z${string}`

/** A code that a photo may be rejected for: one of the standard, or one of the centre. */
export type Code = Schemas['ReasonCode'] | OwnCode

/** A reason at the desk, in words. */
export interface DeskReason extends Text {
  readonly code: Code
}

/** Why the note is needed. */
export const OTHER: Code = 'X00'

/** Keys that choose a reason at the same time. */
const KEYS = 9

export function isOwn(code: string): code is OwnCode {
  return code.startsWith('Z')
}

/** Those of the centre that a photo may be rejected for, in its order. */
export function ownReasons(reasons: readonly Schemas['CentreReasonView'][]): readonly DeskReason[] {
  return reasons.flatMap(({ code, title, retired_at: since }) => (isOwn(code) && since == null ? [{ code, zh: title.zh, en: title.en }] : []))
}

/** What lies under the keys 1 to 9: the frequent ones first, then those of the centre, nine at a time. */
export function pagesOfReasons(frequent: readonly Code[], own: readonly DeskReason[]): readonly (readonly Code[])[] {
  const codes = own.map(({ code }) => code)
  const further = Array.from({ length: Math.ceil(codes.length / KEYS) }, (_, page) => codes.slice(page * KEYS, (page + 1) * KEYS))
  return [frequent, ...further]
}

/** The most that a note may hold. */
export const NOTE_LIMIT = 200

/**
 * The reasons of the keys 1 to 9, the same for every photo of a batch: hands learn places. What glasses may be
 * rejected for, the batch says.
 */
export function frequentReasons(glasses: Schemas['Glasses']): readonly Schemas['ReasonCode'][] {
  return ['P04', 'O03', 'O04', glasses === 'forbidden' ? 'O01' : 'O02', 'P01', 'P02', 'B01', 'L01', 'C01']
}

/** Headings of the kinds of reasons, by the first letter of their codes. */
export type ReasonKind = 'Z' | 'F' | 'B' | 'P' | 'O' | 'L' | 'C' | 'M' | 'D' | 'I' | 'X'

/** What a check's open verdicts would be rejected for. */
export function suggestedReasons(verdicts: readonly Schemas['VerdictView'][]): readonly Schemas['ReasonCode'][] {
  return [...new Set(verdicts.filter(({ outcome }) => outcome !== 'pass').map(({ reason }) => reason))]
}
