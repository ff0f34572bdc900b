/** Counts of students by how far they have come, and how they are added up. */
import type { Schemas } from '@caixiang/shared/api/types'

/** What the API counts at one place, of one level. */
export type Leaf = Schemas['PlaceProgressView']

/** How far students have come, in the order of the way: what a bar shows one after the other. */
export type Part = 'approved' | 'reviewed' | 'rejected' | 'working' | 'missing' | 'lapsed'

export const PARTS: readonly Part[] = ['approved', 'reviewed', 'rejected', 'working', 'missing', 'lapsed']

/** Stages of a submission; those before and after it are counted elsewhere. */
type State = Exclude<Schemas['StageName'], 'not-begun' | 'delivered'>

/** Every state of the API has its part: a new one is an error of the compiler until it is found. */
const PART_OF: Readonly<Record<State, Exclude<Part, 'missing'>>> = {
  'awaiting-photo': 'working',
  'awaiting-confirmation': 'working',
  withdrawn: 'working',
  'awaiting-review': 'reviewed',
  rejected: 'rejected',
  approved: 'approved',
  voided: 'lapsed',
  expired: 'lapsed',
}

/** Students of one place, or of several together. */
export interface Counts {
  readonly onRoster: number
  /** Have begun, and are on no roster. */
  readonly offRoster: number
  readonly parts: Readonly<Record<Part, number>>
}

export const NONE: Counts = {
  onRoster: 0,
  offRoster: 0,
  parts: { approved: 0, reviewed: 0, rejected: 0, working: 0, missing: 0, lapsed: 0 },
}

function isKnown(state: string): state is State {
  return Object.hasOwn(PART_OF, state)
}

/** The counts of one leaf. */
export function countsOf({ on_roster, off_roster, not_begun, by_state }: Leaf): Counts {
  const parts = { ...NONE.parts, missing: not_begun }
  for (const [state, count] of Object.entries(by_state)) {
    // A newer service may have states that this page does not know: they are under way.
    parts[isKnown(state) ? PART_OF[state] : 'working'] += count
  }
  return { onRoster: on_roster, offRoster: off_roster, parts }
}

/** Both together. */
export function added(one: Counts, other: Counts): Counts {
  const parts = Object.fromEntries(PARTS.map((part) => [part, one.parts[part] + other.parts[part]]))
  return {
    onRoster: one.onRoster + other.onRoster,
    offRoster: one.offRoster + other.offRoster,
    parts: parts as Record<Part, number>,
  }
}

/** All students: those of the roster, and those who have begun without being on it. */
export function totalOf({ parts }: Counts): number {
  return PARTS.reduce((sum, part) => sum + parts[part], 0)
}

/** Whose photo is approved, of all; 0 where there is nobody. */
export function shareApproved(counts: Counts): number {
  const total = totalOf(counts)
  return total === 0 ? 0 : counts.parts.approved / total
}

/** Who has no approved photo yet, of all; 0 where there is nobody. */
export function shareMissing(counts: Counts): number {
  return totalOf(counts) === 0 ? 0 : 1 - shareApproved(counts)
}

/** `87.5%`; what is not whole is never shown as whole, and what is something never as nothing. */
export function percent(share: number): string {
  const shown = Math.round(share * 1000) / 10
  if (shown === 100 && share < 1) return '99.9%'
  if (shown === 0 && share > 0) return '0.1%'
  return `${String(shown)}%`
}
