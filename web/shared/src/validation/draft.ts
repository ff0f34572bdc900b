/**
 * How far somebody came with adding a degree, kept on the phone over a detour, a reload, or a night.
 * Never in it: anything of the identity number, and the picture of the code.
 */
import { parseFeatureCode, parseLinkSlug } from './codes'

/** The steps, in order. */
export const DEGREE_STEPS = ['batch', 'last-four', 'code'] as const

/** A step of adding a degree. */
export type DegreeStep = (typeof DEGREE_STEPS)[number]

/** What is kept. */
export interface DegreeDraft {
  readonly step: DegreeStep
  /** As typed; it may be half of one. */
  readonly featureCode: string
  /** End of the link by which the student came; empty without one. */
  readonly slug: string
  /** When it was kept, milliseconds since 1970. */
  readonly savedAtMs: number
}

/** Collections last weeks; after one, nobody remembers what was typed. */
const KEPT_MS = 7 * 24 * 60 * 60 * 1000

const LONGEST = 32

/** The draft that storage holds; nothing where it holds something else, or an old one. */
export function readDraft(stored: unknown, nowMs: number): DegreeDraft | undefined {
  if (typeof stored !== 'object' || stored === null) return undefined
  const { step, featureCode, slug, savedAtMs } = stored as Partial<Record<keyof DegreeDraft, unknown>>
  const known = DEGREE_STEPS.find((name) => name === step)
  if (known === undefined || typeof featureCode !== 'string' || typeof slug !== 'string') return undefined
  if (typeof savedAtMs !== 'number' || Math.abs(nowMs - savedAtMs) > KEPT_MS) return undefined
  if (featureCode.length > LONGEST || (slug !== '' && parseLinkSlug(slug) === undefined)) return undefined
  return { step: known, featureCode, slug, savedAtMs }
}

/** What is known again after a draft was read and its batch was found. */
export interface Known {
  /** Whether the batch was found and takes students now. */
  readonly isOpen: boolean
  /** Whether a group batch has its feature code, or needs none. */
  readonly hasCode: boolean
  /** Whether the last four are still known, within the same visit. */
  readonly hasLastFour: boolean
}

/** The step at which to go on: the kept one, or an earlier one that is not complete any more. */
export function stepToResume(kept: DegreeStep, known: Known): DegreeStep {
  if (kept === 'batch' || !known.isOpen || !known.hasCode) return 'batch'
  return kept === 'code' && known.hasLastFour ? 'code' : 'last-four'
}

/** The feature code for the service, where the batch asks for one. */
export function codeToSend(mode: 'group' | 'individual', typed: string): string | undefined {
  return mode === 'group' ? parseFeatureCode(typed) : undefined
}
