/** Which lines of the log are looked at, as the address says it. */
import type { LocationQuery } from 'vue-router'

import { instantOf } from '../../lib/chinaTime'

import { ACTIONS } from './words'
import type { ActionName } from './words'

/** What is looked for; times as fields hold them. */
export interface Question {
  readonly action: ActionName | ''
  readonly staff: string
  readonly subject: string
  readonly from: string
  readonly until: string
  /** Without the lines that looking here makes. */
  readonly hidesLooks: boolean
}

const ID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i
const FIELD = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/

function isAction(value: unknown): value is ActionName {
  return typeof value === 'string' && Object.hasOwn(ACTIONS, value)
}

function matching(value: unknown, pattern: RegExp): string {
  return typeof value === 'string' && pattern.test(value) ? value : ''
}

/** Whether a text can be the id of a thing. */
export function isId(value: string): boolean {
  return ID.test(value.trim())
}

/** What the address says; what it does not know counts for nothing. */
export function questionOf({ action, staff, subject, from, until, looks }: LocationQuery): Question {
  return {
    action: isAction(action) ? action : '',
    staff: matching(staff, ID),
    subject: matching(subject, ID),
    from: matching(from, FIELD),
    until: matching(until, FIELD),
    hidesLooks: looks === 'hidden',
  }
}

/** The address of a question, without what goes without saying. */
export function queryOf({ hidesLooks, ...said }: Question): Record<string, string> {
  const entries = Object.entries(said).filter(([, value]) => value !== '')
  return { ...Object.fromEntries(entries), ...(hidesLooks ? { looks: 'hidden' } : {}) }
}

/** What the API is asked. */
export function askedOf({ action, staff, subject, from, until }: Question) {
  return {
    ...(action === '' ? {} : { action }),
    ...(staff === '' ? {} : { staff }),
    ...(subject === '' ? {} : { subject }),
    ...(from === '' ? {} : { from: instantOf(from) }),
    ...(until === '' ? {} : { until: instantOf(until) }),
  }
}
