/** A reviewer's decision on its way to the service. */
import type { ApiError } from '@caixiang/shared/api/failure'
import type { Schemas } from '@caixiang/shared/api/types'

import { isOwn } from './reasons'
import type { Code } from './reasons'

/** What was decided about one photo. */
export interface Decided {
  readonly submission: string
  /** The photo that was looked at. */
  readonly photo: string
  readonly round: Schemas['ReviewRound']
  readonly decision: Schemas['DecisionWord']
  /** In the reviewer's order; none for an approval. */
  readonly reasons: readonly Code[]
  readonly note: string
  /** The student, as masked as the reviewer saw the name. */
  readonly who: string
}

/**
 * How far it has come: `held` once the service has it and it can be taken back, `settled` after that. Nothing is
 * done before the service has said so.
 */
export type DecisionState = 'sending' | 'waiting' | 'held' | 'undoing' | 'undone' | 'settled' | 'refused'

export interface DecisionItem extends Decided {
  /** Its `Idempotency-Key`: however often it is sent, it happens once. */
  readonly key: string
  readonly state: DecisionState
  /** Whether it may have arrived although no answer came. */
  readonly isUnknown: boolean
  /** It is to be taken back as soon as the service has it. */
  readonly wantsUndo: boolean
  /** Until when it can be taken back, milliseconds since 1970. */
  readonly untilMs: number | undefined
  /** Why it was refused, why it waits, or why it is not taken back. */
  readonly failure: ApiError | undefined
  /** Whoever decided has read that it was refused, or not taken back. */
  readonly isRead: boolean
}

/** Whether it did not go as its reviewer thinks: it was refused, or is not taken back; nobody has read that yet. */
export function isToRead({ state, failure, isRead }: Pick<DecisionItem, 'state' | 'failure' | 'isRead'>): boolean {
  // What is recorded and has a failure is what could not be taken back.
  return !isRead && failure !== undefined && (state === 'refused' || state === 'held' || state === 'settled')
}

/** Whether the service may still have to be told. */
export function isUnsent({ state }: Pick<DecisionItem, 'state'>): boolean {
  return state === 'sending' || state === 'waiting'
}

/** Whether the photo is decided as far as this reviewer goes. */
export function isDecided({ state }: Pick<DecisionItem, 'state'>): boolean {
  return state !== 'undone' && state !== 'refused'
}

/** What the service is told. */
export function bodyOf({ photo, round, decision, reasons, note }: Decided): Schemas['DecisionBody'] {
  const body: Schemas['DecisionBody'] = { photo, round, decision }
  if (decision === 'approve') return body
  const own = reasons.filter(isOwn)
  const standard = reasons.filter((code): code is Schemas['ReasonCode'] => !isOwn(code))
  return { ...body, reasons: standard, ...(own.length === 0 ? {} : { own_reasons: own }), ...(note === '' ? {} : { note }) }
}
