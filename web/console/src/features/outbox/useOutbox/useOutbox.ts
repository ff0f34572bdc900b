/** The messages that the local gateways keep: the newest again and again, older ones as asked for. */
import { computed, readonly, shallowRef } from 'vue'

import { hasCode, isPassing } from '@caixiang/shared/api/failure'
import type { ApiError } from '@caixiang/shared/api/failure'
import type { Schemas } from '@caixiang/shared/api/types'
import type { Api } from '../../../lib/api'
import type { Session } from '../../session/useSession/useSession'
import { useArrivals } from '../useArrivals/useArrivals'

type Message = Schemas['KeptMessageView']
type Part = Schemas['Page_KeptMessageView']

/** How many come at a time. */
const PART = 50

/** Opens the outbox; nothing is asked before `refresh`. */
export function useOutbox(api: Api, session: Pick<Session, 'isOver'>) {
  const messages = shallowRef<readonly Message[]>()
  const next = shallowRef<string>()
  const { arrivedMs, arrivals, welcome } = useArrivals()
  const refreshedMs = shallowRef<number>()
  const failure = shallowRef<ApiError>()
  const olderFailure = shallowRef<ApiError>()
  const isLoadingOlder = shallowRef(false)
  let running: Promise<boolean> | undefined

  /** Asks for the newest messages; whether they came. Who asks meanwhile gets the same answer. */
  function refresh(): Promise<boolean> {
    return (running ??= ask().finally(() => (running = undefined)))
  }

  async function ask(): Promise<boolean> {
    const { data, error } = await api.GET('/api/v1/staff/outbox', { params: { query: { limit: PART } } })
    failure.value = error
    if (data === undefined) {
      session.isOver(error)
      // Whoever may not read them any more does not go on reading them.
      if (hasCode(error, 'not-allowed')) messages.value = undefined
      return false
    }
    take(data)
    refreshedMs.value = Date.now()
    return true
  }

  function take(newest: Part): void {
    const before = messages.value
    const known = new Set(before?.map(({ id }) => id))
    const arrived = before === undefined ? [] : newest.items.filter(({ id }) => !known.has(id))
    welcome(arrived.map(({ id }) => id))
    const isJoined = newest.items.some(({ id }) => known.has(id))
    if (before === undefined || !isJoined) {
      // More have come than one part holds: what is older is loaded anew, without a gap between.
      messages.value = newest.items
      next.value = newest.next ?? undefined
      return
    }
    // Most rounds bring nothing, and nothing is drawn anew.
    if (arrived.length > 0) messages.value = joined(newest.items, before)
  }

  async function loadOlder(): Promise<void> {
    const after = next.value
    if (after === undefined || isLoadingOlder.value) return
    isLoadingOlder.value = true
    const query = { limit: PART, after }
    const { data, error } = await api.GET('/api/v1/staff/outbox', { params: { query } })
    isLoadingOlder.value = false
    olderFailure.value = error
    session.isOver(error)
    // The list has begun anew meanwhile; this part is not the one that follows.
    if (data === undefined || next.value !== after) return
    messages.value = joined(messages.value ?? [], data.items)
    next.value = data.next ?? undefined
  }

  return {
    /** Newest first; none before the first answer. */
    messages: readonly(messages),
    arrivedMs,
    arrivals,
    /** Whether there are older ones. */
    hasOlder: computed(() => next.value !== undefined),
    /** When the newest came last, milliseconds since 1970. */
    refreshedMs: readonly(refreshedMs),
    failure: readonly(failure),
    /** Whether asking again by itself leads nowhere. */
    isStuck: computed(() => failure.value !== undefined && !isPassing(failure.value)),
    olderFailure: readonly(olderFailure),
    isLoadingOlder: readonly(isLoadingOlder),
    refresh,
    loadOlder,
  }
}

/** The first ones, then those of the others that are not among them. */
function joined(first: readonly Message[], others: readonly Message[]): readonly Message[] {
  const known = new Set(first.map(({ id }) => id))
  return [...first, ...others.filter(({ id }) => !known.has(id))]
}
