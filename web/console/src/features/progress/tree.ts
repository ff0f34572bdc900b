/** The places of a batch as a tree: college, teaching point, class; each with the sum of what is below it. */
import { added, countsOf, NONE, shareMissing, totalOf } from './counts'
import type { Counts, Leaf } from './counts'

type PlaceKind = 'school' | 'college' | 'teaching-point' | 'class' | 'rest' | 'nowhere'

/** A place, with all students below it. */
export interface Place {
  /** Unlike all others of its tree. */
  readonly key: string
  readonly kind: PlaceKind
  /** None for students who belong to no place, or to no part of theirs. */
  readonly name: string | undefined
  /** Its id, by which its students are asked for. */
  readonly id: string | undefined
  readonly counts: Counts
  /** Students by level of study, in the order of the leaves. */
  readonly levels: ReadonlyMap<string, number>
  readonly children: readonly Place[]
}

interface Step {
  readonly kind: PlaceKind
  readonly id: string | undefined
  readonly name: string | undefined
}

/** The same while it is added up. */
interface Growing extends Step {
  readonly key: string
  counts: Counts
  /** Of those who belong to no part of it. */
  own: Counts
  readonly levels: Map<string, number>
  readonly ownLevels: Map<string, number>
  readonly children: Map<string, Growing>
}

function growing(step: Step, key: string): Growing {
  return { ...step, key, counts: NONE, own: NONE, levels: new Map(), ownLevels: new Map(), children: new Map() }
}

/** The way from the top to where a leaf belongs. */
function wayOf(leaf: Leaf, hasSchools: boolean): readonly Step[] {
  if (leaf.school == null) return [{ kind: 'nowhere', id: undefined, name: undefined }]
  const school: Step = { kind: 'school', id: leaf.school, name: leaf.school_name ?? undefined }
  const below: readonly [PlaceKind, string | null | undefined, string | null | undefined][] = [
    ['college', leaf.college, leaf.college_name],
    ['teaching-point', leaf.teaching_point, leaf.teaching_point_name],
    ['class', leaf.class, leaf.class_name],
  ]
  const steps = below.flatMap(([kind, id, name]): Step[] => (id == null ? [] : [{ kind, id, name: name ?? undefined }]))
  return hasSchools ? [school, ...steps] : steps
}

function count(levels: Map<string, number>, level: string | null | undefined, students: number): void {
  if (level != null && students > 0) levels.set(level, (levels.get(level) ?? 0) + students)
}

function grown({ key, kind, id, name, counts, own, levels, ownLevels, children }: Growing): Place {
  const parts = [...children.values()].map(grown)
  const isRest = parts.length > 0 && totalOf(own) > 0
  const rest: Place = { key: `${key}/`, kind: 'rest', id: undefined, name: undefined, counts: own, levels: ownLevels, children: [] }
  return { key, kind, id, name, counts, levels, children: isRest ? [...parts, rest] : parts }
}

/** The tree of these leaves; its top is everything. Schools have their own rows where there are several. */
export function treeOf(leaves: readonly Leaf[]): Place {
  const hasSchools = new Set(leaves.map(({ school }) => school).filter((school) => school != null)).size > 1
  const top = growing({ kind: 'school', id: undefined, name: undefined }, '')
  for (const leaf of leaves) {
    const counts = countsOf(leaf)
    const total = totalOf(counts)
    let at = top
    at.counts = added(at.counts, counts)
    count(at.levels, leaf.level, total)
    for (const step of wayOf(leaf, hasSchools)) {
      const key = `${at.key}/${step.id ?? step.kind}`
      const next = at.children.get(key) ?? growing(step, key)
      at.children.set(key, next)
      next.counts = added(next.counts, counts)
      count(next.levels, leaf.level, total)
      at = next
    }
    at.own = added(at.own, counts)
    count(at.ownLevels, leaf.level, total)
  }
  return grown(top)
}

export type Order = 'name' | 'missing'

/** Classes of the college itself come after its teaching points; whatever is no place comes last. */
const RANKS: Readonly<Record<PlaceKind, number>> = { school: 0, college: 0, 'teaching-point': 0, class: 1, rest: 2, nowhere: 3 }

function byName(one: Place, other: Place): number {
  return (one.name ?? '').localeCompare(other.name ?? '', 'zh-CN', { numeric: true })
}

/** The same tree in another order: by name, or with the greatest share missing first. */
export function sorted(places: readonly Place[], order: Order): readonly Place[] {
  const inOrder = (one: Place, other: Place): number => {
    const missing = shareMissing(other.counts) - shareMissing(one.counts)
    return RANKS[one.kind] - RANKS[other.kind] || (order === 'missing' ? missing : 0) || byName(one, other)
  }
  return [...places].sort(inOrder).map((place) => ({ ...place, children: sorted(place.children, order) }))
}

/** What a search leaves: places whose name holds the words, with all below them and the way to them. */
export interface Found {
  readonly places: readonly Place[]
  /** Keys of those that lead to what was found. */
  readonly opened: ReadonlySet<string>
}

export function found(places: readonly Place[], words: string): Found {
  const wanted = words.trim().toLowerCase()
  const opened = new Set<string>()
  if (wanted === '') return { places, opened }
  const kept = (among: readonly Place[]): readonly Place[] =>
    among.flatMap((place) => {
      const below = kept(place.children)
      if (below.length > 0) opened.add(place.key)
      const isNamed = place.name?.toLowerCase().includes(wanted) === true
      if (isNamed) return [place]
      return below.length > 0 ? [{ ...place, children: below }] : []
    })
  return { places: kept(places), opened }
}

/** A row of the table. */
export interface Row {
  readonly place: Place
  /** From 1. */
  readonly depth: number
  readonly canOpen: boolean
  readonly isOpen: boolean
}

/** The rows that are seen while these places are open. */
export function rowsOf(places: readonly Place[], open: ReadonlySet<string>, depth = 1): readonly Row[] {
  return places.flatMap((place) => {
    const canOpen = place.children.length > 0
    const isOpen = canOpen && open.has(place.key)
    return [{ place, depth, canOpen, isOpen }, ...(isOpen ? rowsOf(place.children, open, depth + 1) : [])]
  })
}

/** Keys of all places that have others below them. */
export function keysOf(places: readonly Place[]): readonly string[] {
  return places.flatMap(({ key, children }) => (children.length === 0 ? [] : [key, ...keysOf(children)]))
}

/** A place by its id, wherever it is in the tree. */
export function placeOf(places: readonly Place[], id: string): Place | undefined {
  for (const place of places) {
    const here = place.id === id ? place : placeOf(place.children, id)
    if (here !== undefined) return here
  }
  return undefined
}
