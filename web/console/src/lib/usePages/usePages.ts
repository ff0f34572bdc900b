/**
 * A list that comes part by part, by the API's cursors: the first part again and again, further ones as
 * asked for.
 */
import { computed, readonly, shallowReadonly, shallowRef } from 'vue'

import type { Result } from '@caixiang/shared/api/client'
import { hasCode, isPassing } from '@caixiang/shared/api/failure'
import type { ApiError } from '@caixiang/shared/api/failure'

/** One part, as the API gives it; `next` is the cursor of the one that follows. */
export interface Part<Item> {
  readonly items: readonly Item[]
  readonly next?: string | null
}

/** Where the list comes from. */
export interface PagesSettings<Item> {
  /** Asks for the part after a cursor, or for the first one. */
  readonly load: (after: string | undefined) => Promise<Result<Part<Item>>>
  readonly keyOf: (item: Item) => string
  /** Told what each question was refused for: the session has to know. */
  readonly onAnswer: (error: ApiError | undefined) => void
  /** Told the keys of items that a refresh has brought, after the first one. */
  readonly onArrival?: (keys: readonly string[]) => void
  /** Items leave the list at its beginning: what is asked for anew takes the place of all. */
  readonly isQueue?: boolean
}

/** What is known of the list, and how a part changes it. */
function useItems<Item>({ keyOf, onArrival, isQueue = false }: PagesSettings<Item>) {
  const items = shallowRef<readonly Item[]>()
  const next = shallowRef<string>()

  /** The first ones, then those of the others that are not among them. */
  function joined(first: readonly Item[], others: readonly Item[]): readonly Item[] {
    const known = new Set(first.map(keyOf))
    return [...first, ...others.filter((item) => !known.has(keyOf(item)))]
  }

  /** Takes the first part: on top of what is there, or in its place. */
  function takeFirst(part: Part<Item>): void {
    const before = items.value
    const known = new Set(before?.map(keyOf))
    const keys = part.items.map(keyOf)
    const arrived = before === undefined ? [] : keys.filter((key) => !known.has(key))
    onArrival?.(arrived)
    if (isQueue || before === undefined || !keys.some((key) => known.has(key))) {
      // More have come than one part holds: what follows is loaded anew, without a gap between.
      items.value = part.items
      next.value = part.next ?? undefined
      return
    }
    // Known items may have changed; where nothing did, nothing is drawn anew.
    if (arrived.length > 0 || part.items.some((item, at) => JSON.stringify(item) !== JSON.stringify(before[at]))) {
      items.value = joined(part.items, before)
    }
  }

  function takeFurther(part: Part<Item>): void {
    items.value = joined(items.value ?? [], part.items)
    next.value = part.next ?? undefined
  }

  function forget(): void {
    items.value = undefined
    next.value = undefined
  }

  return { items, next, takeFirst, takeFurther, forget }
}

/** Opens the list; nothing is asked before `refresh`. */
export function usePages<Item>(settings: PagesSettings<Item>) {
  const { items, next, takeFirst, takeFurther, forget } = useItems(settings)
  const refreshedMs = shallowRef<number>()
  const failure = shallowRef<ApiError>()
  const moreFailure = shallowRef<ApiError>()
  const isLoadingMore = shallowRef(false)
  let running: Promise<boolean> | undefined
  let round = 0

  /** Asks for the first part; whether it came. Who asks meanwhile gets the same answer. */
  function refresh(): Promise<boolean> {
    if (running !== undefined) return running
    const asked = ask(round).finally(() => {
      if (running === asked) running = undefined
    })
    running = asked
    return asked
  }

  async function ask(mine: number): Promise<boolean> {
    const { data, error } = await settings.load(undefined)
    settings.onAnswer(error)
    // Another list is asked for meanwhile.
    if (mine !== round) return false
    failure.value = error
    if (data === undefined) {
      // An item that may not be read any more is not shown any more.
      if (hasCode(error, 'not-allowed')) forget()
      return false
    }
    takeFirst(data)
    refreshedMs.value = Date.now()
    return true
  }

  async function loadMore(): Promise<void> {
    if (next.value === undefined || isLoadingMore.value) return
    const asked = { after: next.value, round }
    isLoadingMore.value = true
    const { data, error } = await settings.load(asked.after)
    settings.onAnswer(error)
    if (asked.round !== round) return
    isLoadingMore.value = false
    moreFailure.value = error
    // The list has begun anew meanwhile; this part is not the one that follows.
    if (data !== undefined && next.value === asked.after) takeFurther(data)
  }

  /** Begins anew, for another filter: nothing of the former list is shown, or taken when it comes late. */
  function restart(): Promise<boolean> {
    round += 1
    running = undefined
    forget()
    failure.value = moreFailure.value = undefined
    isLoadingMore.value = false
    return refresh()
  }

  return {
    /** None before the first answer. */
    items: shallowReadonly(items),
    isEmpty: computed(() => items.value?.length === 0),
    hasMore: computed(() => next.value !== undefined),
    /** When the first part came last, milliseconds since 1970. */
    refreshedMs: readonly(refreshedMs),
    failure: readonly(failure),
    /** Whether asking again by itself leads nowhere. */
    isStuck: computed(() => failure.value !== undefined && !isPassing(failure.value)),
    moreFailure: readonly(moreFailure),
    isLoadingMore: readonly(isLoadingMore),
    refresh,
    loadMore,
    restart,
  }
}
