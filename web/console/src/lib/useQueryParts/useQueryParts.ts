/** Parts of the address of a page that say what is looked at: a link to it shows the same to a colleague. */
import { shallowRef, watch } from 'vue'
import type { Ref } from 'vue'
import { useRoute, useRouter } from 'vue-router'

export interface QueryParts<Name extends string> {
  /** What the address says; empty where it says nothing. */
  readonly said: Readonly<Ref<Readonly<Record<Name, string>>>>
  /** Changes some parts at once; all others, of whomever, stay. */
  readonly change: (some: Readonly<Partial<Record<Name, string>>>) => void
}

export function useQueryParts<Name extends string>(names: readonly Name[]): QueryParts<Name> {
  const route = useRoute()
  const router = useRouter()

  const { path } = route
  const said: Ref<Readonly<Record<Name, string>>> = shallowRef(read())

  function read(): Readonly<Record<Name, string>> {
    const entries = names.map((name) => [name, typeof route.query[name] === 'string' ? route.query[name] : ''] as const)
    return Object.fromEntries(entries) as Record<Name, string>
  }

  watch(
    () => route.query,
    () => {
      // While the page is left the address is that of the next one, of which nothing is asked here.
      if (route.path === path) said.value = read()
    },
    { flush: 'sync' },
  )

  function change(some: Readonly<Partial<Record<Name, string>>>): void {
    const known = { ...said.value, ...some }
    const others = Object.entries(route.query).filter(([name]) => !Object.hasOwn(known, name))
    // What goes without saying is not said.
    const own = Object.entries<string>(known).filter(([, value]) => value !== '')
    void router.replace({ query: Object.fromEntries([...others, ...own]) })
  }

  return { said, change }
}
