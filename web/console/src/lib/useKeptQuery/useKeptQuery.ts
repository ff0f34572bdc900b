/** What was chosen on a page last time: it is there again when the page is opened without a word about it. */
import { watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import type { LocationQuery } from 'vue-router'

import { keeper } from '../keeper'

/** Reads what an earlier visit left; other versions and people write there too. */
export function queryFrom(kept: unknown, names: readonly string[]): Record<string, string> {
  if (typeof kept !== 'string') return {}
  const said = new URLSearchParams(kept)
  return Object.fromEntries(names.flatMap((name) => {
    const value = said.get(name)
    return value === null ? [] : [[name, value]]
  }))
}

/** Of an address what is to be kept. */
export function queryText(query: LocationQuery, names: readonly string[]): string {
  const said = names.flatMap((name) => (typeof query[name] === 'string' ? [[name, query[name]]] : []))
  return new URLSearchParams(said).toString()
}

/** Keeps these parts of the address of the page under `page`. An address that says anything itself comes first. */
export function useKeptQuery(page: string, names: readonly string[]): void {
  const route = useRoute()
  const router = useRouter()
  const { path } = route
  const kept = queryFrom(keeper.read(`query-${page}`), names)
  if (Object.keys(route.query).length === 0 && Object.keys(kept).length > 0) void router.replace({ path, query: kept })
  watch(
    () => [route.path, queryText(route.query, names)] as const,
    ([at, said]) => {
      if (at === path) keeper.write(`query-${page}`, said)
    },
  )
}
