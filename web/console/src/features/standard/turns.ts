/** What a standard would change of photos, in words. */
import type { Schemas } from '@caixiang/shared/api/types'
import type { Text } from '@caixiang/shared/text/text'

import { text } from '../../words'

export type Turn = Schemas['RuleTurnView']
type Result = Schemas['ResultTurnView']

const OUTCOMES: Readonly<Record<Schemas['Outcome'], Text>> = {
  pass: text('合格', 'pass'),
  warn: text('提醒', 'warn'),
  fail: text('不合格', 'fail'),
  'not-assessable': text('无法判断', 'not assessable'),
}

const NOT_JUDGED = text('不检查', 'not judged')

/** From, and to. */
export function turnText({ from, to }: Pick<Turn, 'from' | 'to'>): Text {
  const [was, is] = [from, to].map((outcome) => (outcome == null ? NOT_JUDGED : OUTCOMES[outcome]))
  return text(`${was?.zh ?? ''} → ${is?.zh ?? ''}`, `${was?.en ?? ''} → ${is?.en ?? ''}`)
}

const RANKS: Readonly<Record<Schemas['Overall'], number>> = { pass: 0, warn: 1, fail: 2 }

/** Photos that would become worse, better, or stay as they are, taken together. */
export function sums(results: readonly Result[]): { readonly worse: number; readonly better: number; readonly same: number } {
  const count = (is: (by: number) => boolean) =>
    results.filter(({ from, to }) => is(RANKS[to] - RANKS[from])).reduce((sum, { photos }) => sum + photos, 0)
  return { worse: count((by) => by > 0), better: count((by) => by < 0), same: count((by) => by === 0) }
}

/** Photos that could be used and could not any more. */
export function blocked(results: readonly Result[]): number {
  return results.filter(({ from, to }) => from !== 'fail' && to === 'fail').reduce((sum, { photos }) => sum + photos, 0)
}

/** The largest change first; of equal ones in the order of the rules. */
export function sorted(turns: readonly Turn[]): readonly Turn[] {
  return [...turns].sort((one, other) => other.photos - one.photos)
}
