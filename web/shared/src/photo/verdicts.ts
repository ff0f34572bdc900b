/** What was said about a photo, in the order in which a student should read it. */
import type { ApiError } from '../api/failure'
import type { Schemas } from '../api/types'
import type { Text } from '../text/text'

/** Verdicts by what there is to do about them. */
export interface VerdictGroups {
  /** Has to be put right: with any of these the photo cannot be used. */
  readonly fix: readonly Schemas['VerdictView'][]
  /** Worth a look; the student decides. */
  readonly look: readonly Schemas['VerdictView'][]
  /** Could not be told from the photo; the student looks, and a reviewer will. */
  readonly unknown: readonly Schemas['VerdictView'][]
  /** Said of every photo: the check sees little of it, so people look. Leaves nothing open. */
  readonly remind: readonly Schemas['VerdictView'][]
  readonly passed: readonly Schemas['VerdictView'][]
}

/**
 * Rules without whose pass nothing that other rules said counts: there is no one face to speak of, or the shot
 * was turned down before, whatever is right or wrong in it.
 */
const BASIC: readonly Schemas['RuleId'][] = ['new-shot', 'file-readable', 'single-face']

/** Sorts verdicts into groups; inside of one they keep the order of the standard. */
export function groupVerdicts(verdicts: readonly Schemas['VerdictView'][]): VerdictGroups {
  const remind = verdicts.filter(({ is_reminder }) => is_reminder)
  const of = (outcome: Schemas['Outcome']) =>
    verdicts.filter((verdict) => verdict.outcome === outcome && !verdict.is_reminder)
  const fix = of('fail')
  const basic = fix.filter(({ rule }) => BASIC.includes(rule))
  const passed = of('pass')
  // Advice about the shoulders of two people at once would only confuse.
  if (basic.length > 0) return { fix: basic, look: [], unknown: [], remind: [], passed }
  return { fix, look: of('warn'), unknown: of('not-assessable'), remind, passed }
}

/** Advice in two parts: what is wrong, for a headline, and what to do; the second may be empty. */
export function headlineOf(advice: Text): { readonly what: Text; readonly then: Text } {
  const [zh, zhThen] = cutAt(advice.zh, /[，。]/)
  const [en, enThen] = cutAt(advice.en, /\.(?:\s|$)/)
  return { what: { zh, en }, then: { zh: zhThen, en: enThen } }
}

/** What stands before and behind the first sign of this kind. */
function cutAt(text: string, sign: RegExp): readonly [before: string, behind: string] {
  const found = sign.exec(text)
  if (found === null) return [text, '']
  return [text.slice(0, found.index), text.slice(found.index + found[0].length).trim()]
}

/** The first of each sentence: two rules that could not look at closed eyes say the same. */
export function sentences(
  verdicts: readonly Schemas['VerdictView'][],
): readonly Schemas['VerdictView'][] {
  return verdicts.filter(
    (verdict, at) => verdicts.findIndex(({ advice }) => advice?.zh === verdict.advice?.zh) === at,
  )
}

/** All rules that say what this one says. */
export function rulesLike(
  verdicts: readonly Schemas['VerdictView'][],
  rule: Schemas['RuleId'],
): readonly Schemas['RuleId'][] {
  const said = verdicts.find((verdict) => verdict.rule === rule)?.advice?.zh
  return verdicts.filter(({ advice }) => advice?.zh === said).map((verdict) => verdict.rule)
}

/** Doubts that still need the student's tick. */
export function openDoubts<R extends string>(doubts: readonly R[], seen: readonly string[]): readonly R[] {
  return doubts.filter((rule) => !seen.includes(rule))
}

/** Where a student goes on after a refusal. */
export type WayOn = 'retake' | 'ask' | 'alone' | 'reload' | 'consent' | 'pay' | 'home'

/** Codes after which trying again does not help. A misspelt code does not compile. */
const WAYS: Readonly<Partial<Record<Schemas['ProblemCode'], WayOn>>> = {
  'same-shot': 'retake',
  'rejected-before': 'retake',
  'not-usable': 'retake',
  'too-late': 'retake',
  'part-missing': 'retake',
  'empty-file': 'retake',
  'too-large': 'retake',
  'source-not-allowed': 'retake',
  'attempts-used-up': 'ask',
  'checks-used-up': 'ask',
  'replacement-overdue': 'ask',
  'placed-by-staff': 'ask',
  'not-accepting': 'home',
  'other-batch': 'home',
  'not-found': 'home',
  'not-yours': 'home',
  stale: 'reload',
  'wrong-state': 'reload',
  'doubts-not-accepted': 'reload',
  'consent-missing': 'consent',
  'payment-needed': 'pay',
}

/** The way on after a failure; none where trying again is it. */
export function wayOn(error: ApiError | undefined): WayOn | undefined {
  return error?.kind === 'problem' ? WAYS[error.problem.code] : undefined
}
