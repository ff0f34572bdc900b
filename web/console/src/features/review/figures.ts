/** What the figures of reviews say: sums, shares and the order in which they are looked at. */
import type { Schemas } from '@caixiang/shared/api/types'
import type { Text } from '@caixiang/shared/text/text'

import { text } from '../../words'

export type ReviewerFigures = Schemas['ReviewerFiguresView']
export type RuleFigures = Schemas['RuleFiguresView']
export type Agreement = Schemas['AgreementView']

/** How many days back; the service goes no further than 92. */
export const STRETCHES = ['1', '7', '30', '90'] as const

export type Stretch = (typeof STRETCHES)[number]

const DAY_MS = 24 * 60 * 60_000

/** China has had no daylight saving since 1991. */
const CHINA_MS = 8 * 60 * 60_000

/** From the beginning of the first day in China until now; `1` is today alone. */
export function stretchOf(days: Stretch, nowMs: number): { readonly from: string; readonly until: string } {
  const today = Math.floor((nowMs + CHINA_MS) / DAY_MS) * DAY_MS - CHINA_MS
  const from = today - (Number(days) - 1) * DAY_MS
  return { from: new Date(from).toISOString(), until: new Date(nowMs).toISOString() }
}

/** Photos that somebody has decided. */
export function decidedOf({ approved, rejected }: Pick<ReviewerFigures, 'approved' | 'rejected'>): number {
  return approved + rejected
}

/** A part of a whole; none where there is no whole. */
export function share(part: number, whole: number): number | undefined {
  return whole === 0 ? undefined : part / whole
}

/** Who decided most first. */
export function byCount(reviewers: readonly ReviewerFigures[]): readonly ReviewerFigures[] {
  return [...reviewers].sort((one, other) => decidedOf(other) - decidedOf(one))
}

/** All reviewers together. */
export function totalOf(reviewers: readonly ReviewerFigures[]): { readonly approved: number; readonly rejected: number } {
  return {
    approved: reviewers.reduce((sum, { approved }) => sum + approved, 0),
    rejected: reviewers.reduce((sum, { rejected }) => sum + rejected, 0),
  }
}

/** How often each reason was given, most first. */
export function reasonsOf(reviewers: readonly ReviewerFigures[]): readonly (readonly [code: string, count: number])[] {
  const counts = new Map<string, number>()
  for (const { reasons } of reviewers) {
    for (const [code, count] of Object.entries(reasons)) counts.set(code, (counts.get(code) ?? 0) + count)
  }
  return [...counts].sort(([, one], [, other]) => other - one)
}

/** Of what a rule doubted, what reviewers let pass. */
export function falseAlarmShare({ agreed, false_alarms }: RuleFigures): number | undefined {
  return share(false_alarms, agreed + false_alarms)
}

/** Of what reviewers rejected for the reason of a rule, what the rule had let pass. */
export function missShare({ agreed, misses, unassessed }: RuleFigures): number | undefined {
  return share(misses, agreed + misses + unassessed)
}

/** Rules about which there is anything to say, those that disagree most often first. */
export function byDisagreement(rules: readonly RuleFigures[]): readonly RuleFigures[] {
  const disagreed = ({ false_alarms, misses }: RuleFigures) => false_alarms + misses
  return rules
    .filter(({ agreed, false_alarms, misses, unassessed }) => agreed + false_alarms + misses + unassessed > 0)
    .sort((one, other) => disagreed(other) - disagreed(one))
}

/** The words for an agreement beyond chance, by its upper end (Landis and Koch, 1977). */
const KAPPA_WORDS: readonly (readonly [below: number, words: Text])[] = [
  [0, text('差：比碰巧还低', 'Poor: less than by chance')],
  [0.2, text('很低', 'Slight')],
  [0.4, text('较低', 'Fair')],
  [0.6, text('中等', 'Moderate')],
  [0.8, text('较高', 'Substantial')],
  [1, text('很高', 'Almost perfect')],
]

/** What a kappa means; none where all decisions are alike, or none was made twice. */
export function kappaText(kappa: number | null | undefined): Text {
  const found = kappa == null ? undefined : KAPPA_WORDS.find(([below]) => kappa <= below)
  return found?.[1] ?? text('还不能判断', 'Cannot be told yet')
}
