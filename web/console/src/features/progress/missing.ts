/** Who is missing: the places in which most students have to do something themselves. */
import { withinOf } from './choice'
import type { Counts } from './counts'
import type { Place } from './tree'

/** Students who have not begun, and those whose photo was rejected. */
export function waitedFor({ parts }: Counts): number {
  return parts.missing + parts.rejected
}

/** The first level that is a choice: a single college says no more than the whole. */
function levelOf({ children }: Place): readonly Place[] {
  const [only, ...others] = children
  return only !== undefined && others.length === 0 && only.children.length > 0 ? levelOf(only) : children
}

/** The places with most of them, at most so many; those without any are left out, and those that have no list. */
export function worstOf(tree: Place, most: number): readonly Place[] {
  return levelOf(tree)
    .filter((place) => waitedFor(place.counts) > 0 && withinOf(place) !== undefined)
    .sort((one, other) => waitedFor(other.counts) - waitedFor(one.counts))
    .slice(0, most)
}
