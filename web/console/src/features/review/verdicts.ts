/** Verdicts as a reviewer reads them: what is open first, with what was measured and what is allowed. */
import type { Schemas } from '@caixiang/shared/api/types'
import type { Text } from '@caixiang/shared/text/text'

import { text } from '../../words'

type Verdict = Schemas['VerdictView']

/** Failures first, then doubts, then what nobody could tell; each group in the order of the standard. */
const RANKS: Readonly<Record<Schemas['Outcome'], number>> = { fail: 0, warn: 1, 'not-assessable': 2, pass: 3 }

/** What did not pass, without what is said of every photo. */
export function openVerdicts(verdicts: readonly Verdict[]): readonly Verdict[] {
  return verdicts.filter(({ outcome, is_reminder }) => outcome !== 'pass' && !is_reminder).sort((a, b) => RANKS[a.outcome] - RANKS[b.outcome])
}

/** What the rules that only remind are about. */
export function toLookFor(
  verdicts: readonly Verdict[],
  rules: ReadonlyMap<string, Pick<Schemas['RuleView'], 'what'>>,
): readonly Text[] {
  const reminders = verdicts.filter(({ is_reminder }) => is_reminder)
  return reminders.flatMap(({ rule }) => rules.get(rule)?.what ?? [])
}

function figure(value: number): string {
  return String(Number(value.toPrecision(3)))
}

/** `0.18 / 0.15`, with its unit; nothing where nothing was measured. */
export function measuredText({ measured, limit, unit }: Verdict): Text | undefined {
  if (measured == null) return undefined
  const behind = unit === '' || unit === '°' ? unit : ` ${unit}`
  if (limit == null) return text(`测得 ${figure(measured)}${behind}`, `measured ${figure(measured)}${behind}`)
  const [value, bound] = [`${figure(measured)}${behind}`, `${figure(limit)}${behind}`]
  return text(`测得 ${value}，限值 ${bound}`, `measured ${value}, limit ${bound}`)
}

/** Doubts that the student has seen and gone on with. */
export function overridden(photo: Schemas['PhotoView']): readonly Schemas['RuleId'][] {
  return photo.state === 'confirmed' ? photo.accepted : []
}
