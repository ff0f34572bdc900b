/**
 * Filters of a list under names of their own, kept in the browser for each account: who shares a computer has own ones.
 * They hold what the address of the page says, which no person's name or number is part of.
 */
import { computed } from 'vue'

import { keptChoice } from '@caixiang/shared/vue/kept/kept'
import type { Keeper } from '@caixiang/shared/vue/kept/kept'

/** A filter with a name. */
export interface SavedFilter {
  readonly name: string
  /** The parts of the address. */
  readonly query: Readonly<Record<string, string>>
}

/** More than that, and a list of them is no shorter way. */
export const FILTERS_LIMIT = 20

/** Characters of a name. */
export const FILTER_NAME_LIMIT = 30

function isText(said: unknown): said is string {
  return typeof said === 'string'
}

/** Reads one that an earlier visit left; other versions and people write there too. */
function filterOf(kept: unknown): SavedFilter | undefined {
  if (typeof kept !== 'object' || kept === null) return undefined
  const { name, query } = kept as { readonly name?: unknown; readonly query?: unknown }
  if (!isText(name) || nameOf(name) === '' || typeof query !== 'object' || query === null) return undefined
  const said = Object.entries(query).filter((entry): entry is [string, string] => isText(entry[1]))
  return { name: nameOf(name), query: Object.fromEntries(said) }
}

function filtersOf(kept: string): readonly SavedFilter[] {
  let found: unknown
  try {
    found = JSON.parse(kept)
  } catch {
    // Nothing was saved yet, or what stands there is no list.
    return []
  }
  if (!Array.isArray(found)) return []
  const named = new Map<string, SavedFilter>()
  for (const one of found.map(filterOf)) if (one !== undefined) named.set(one.name, one)
  return [...named.values()].slice(0, FILTERS_LIMIT)
}

/** A name as it is kept. */
function nameOf(typed: string): string {
  return typed.trim().replace(/\s+/g, ' ').slice(0, FILTER_NAME_LIMIT).trim()
}

/** Whether both say the same, in whatever order. */
export function isSameQuery(one: Readonly<Record<string, string>>, other: Readonly<Record<string, string>>): boolean {
  const names = Object.keys(one)
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name])
}

/** Why a filter is not saved under a name. */
export type FilterRefusal = 'nameless' | 'taken' | 'full'

/** The filters of an account on a page. */
export function useSavedFilters(keeper: Keeper, page: string, account: string) {
  const kept = keptChoice<string>(keeper, `filters-${page}-${account}`, (found) => (isText(found) ? found : ''))
  const filters = computed(() => filtersOf(kept.value))

  function keep(next: readonly SavedFilter[]): void {
    kept.value = JSON.stringify(next)
  }

  function refusalOf(name: string, others: readonly SavedFilter[]): FilterRefusal | undefined {
    if (name === '') return 'nameless'
    return others.some((other) => other.name === name) ? 'taken' : undefined
  }

  /** Saves a filter at the end of the list, unless there is a reason not to. */
  function save(typed: string, query: Readonly<Record<string, string>>): FilterRefusal | undefined {
    const name = nameOf(typed)
    const refusal = refusalOf(name, filters.value) ?? (filters.value.length >= FILTERS_LIMIT ? 'full' : undefined)
    if (refusal === undefined) keep([...filters.value, { name, query }])
    return refusal
  }

  /** Gives a filter another name; its place and what it says stay. */
  function rename(before: string, typed: string): FilterRefusal | undefined {
    const name = nameOf(typed)
    const refusal = refusalOf(name, filters.value.filter((other) => other.name !== before))
    if (refusal === undefined) keep(filters.value.map((one) => (one.name === before ? { ...one, name } : one)))
    return refusal
  }

  /** Deletes a filter; what takes it back. */
  function remove(name: string): () => void {
    const before = filters.value
    keep(before.filter((one) => one.name !== name))
    return () => {
      const [at, gone] = [before.findIndex((one) => one.name === name), before.find((one) => one.name === name)]
      if (gone === undefined || filters.value.some((one) => one.name === name)) return
      keep([...filters.value.slice(0, at), gone, ...filters.value.slice(at)])
    }
  }

  return { filters, save, rename, remove }
}

export type SavedFilters = ReturnType<typeof useSavedFilters>
