/** Numbers that join a verdict in the list with its place on the picture. */
import type { Schemas } from '@caixiang/shared/api/types'
import { marksFor } from '@caixiang/shared/photo/marks'
import type { Mark } from '@caixiang/shared/photo/marks'
import type { VerdictGroups } from '@caixiang/shared/photo/verdicts'

/** A place with the number of its verdict; whether it has to be put right or only looked at. */
export interface NumberedMark {
  readonly mark: Mark
  readonly number: number
  /** What stands at the place: its number, and those of others that mean the same place. */
  readonly label: string
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
  const found = told
    .filter(({ places }) => places.length > 0)
    .flatMap(({ rule, isWrong, places }, at) =>
      places.map((mark) => ({ mark, rule, isWrong, number: at + 1, label: String(at + 1) })),
    )
  return found.map((place) => ({ ...place, label: labelAt(place.mark, found) }))
}

/** Labels would lie upon each other where two rules speak of the same place. */
function labelAt(mark: Mark, found: readonly NumberedMark[]): string {
  const here = found.filter(
    (other) => other.mark.left === mark.left && other.mark.top === mark.top && other.mark.right === mark.right,
  )
  return [...new Set(here.map(({ number }) => number))].join('·')
}

/** The number of a rule's places; none where it has none. */
export function numberOf(marks: readonly NumberedMark[], rule: string): number | undefined {
  return marks.find((found) => found.rule === rule)?.number
}
