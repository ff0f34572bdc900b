/** Numbers that join a verdict in the list with its place on the picture. */
import { marksFor } from '../../../../shared/src/index'
import type { Mark, Schemas, VerdictGroups } from '../../../../shared/src/index'

/** A place with the number of its verdict; whether it has to be put right or only looked at. */
export interface NumberedMark {
  readonly mark: Mark
  readonly number: number
  readonly rule: string
  readonly isWrong: boolean
}

/** All places of what was found, numbered in the order of the list. */
export function numbered(
  groups: VerdictGroups,
  geometry: Schemas['GeometryView'] | undefined,
): readonly NumberedMark[] {
  if (geometry === undefined) return []
  const told = [
    ...groups.fix.map(({ rule }) => ({ rule, isWrong: true })),
    ...groups.look.map(({ rule }) => ({ rule, isWrong: false })),
  ].map((finding) => ({ ...finding, places: marksFor(finding.rule, geometry) }))
  return told
    .filter(({ places }) => places.length > 0)
    .flatMap(({ rule, isWrong, places }, at) =>
      places.map((mark) => ({ mark, rule, isWrong, number: at + 1 })),
    )
}

/** The number of a rule's places; none where it has none. */
export function numberOf(marks: readonly NumberedMark[], rule: string): number | undefined {
  return marks.find((found) => found.rule === rule)?.number
}
