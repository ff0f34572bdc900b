/**
 * Offers slots of several days, one after the other: the service takes a day at a time. What failed is told by its
 * day, and tried again without the days that worked.
 */
import { computed, shallowReadonly, shallowRef } from 'vue'

import { isPassing } from '@caixiang/shared/api/failure'
import type { ApiError } from '@caixiang/shared/api/failure'
import { newKey } from '@caixiang/shared/api/writes'
import type { Api } from '../../../lib/api'
import type { Session } from '../../session/useSession/useSession'
import { daysOf, overlaps } from '../slots'
import type { Offer, Slot } from '../slots'
import { slotsBetween } from '../useWeek/useWeek'

/** How it went with a day. */
export type DayOutcome =
  | { readonly day: string; readonly kind: 'offered'; readonly slots: number }
  | { readonly day: string; readonly kind: 'skipped' }
  | { readonly day: string; readonly kind: 'failed'; readonly error: ApiError }
  | { readonly day: string; readonly kind: 'waiting' }

function firstOutcomes(present: readonly Slot[], asked: Offer): readonly DayOutcome[] {
  return daysOf(asked).map((day) => ({ day, kind: overlaps(present, day, asked) ? 'skipped' : 'waiting' }))
}

/** Makes the one offer of a dialog. */
export function useOffer(api: Api, session: Pick<Session, 'isOver'>) {
  const outcomes = shallowRef<readonly DayOutcome[]>([])
  const failure = shallowRef<ApiError>()
  const isRunning = shallowRef(false)
  /** A day keeps its key, so that a try after a lost answer offers nothing twice. */
  const keys = new Map<string, string>()
  let offer: Offer | undefined
  let studio = ''
  /** Another one begins with each run, and with each stop. */
  let round = 0

  /** Offers the slots; days that have some at these hours are left out. */
  async function start(of: string, asked: Offer): Promise<void> {
    studio = of
    offer = asked
    keys.clear()
    failure.value = undefined
    isRunning.value = true
    const { data: present, error } = await slotsBetween(api, of, asked.first, asked.last)
    session.isOver(error)
    isRunning.value = false
    failure.value = error
    if (present === undefined) return
    outcomes.value = firstOutcomes(present, asked)
    await run()
  }

  async function run(): Promise<void> {
    isRunning.value = true
    round += 1
    const mine = round
    for (const { day } of outcomes.value.filter(({ kind }) => kind === 'waiting')) {
      if (mine !== round) break
      const outcome = await offerDay(day)
      outcomes.value = outcomes.value.map((known) => (known.day === day ? outcome : known))
      // The next ones would fail the same way.
      if (outcome.kind === 'failed' && isPassing(outcome.error)) break
    }
    isRunning.value = false
  }

  async function offerDay(day: string): Promise<DayOutcome> {
    if (offer === undefined) return { day, kind: 'waiting' }
    const { from, until, minutes, capacity } = offer
    const key = keys.get(day) ?? newKey()
    keys.set(day, key)
    const { data, error } = await api.POST('/api/v1/staff/studios/{id}/slots', {
      params: { path: { id: studio }, header: { 'Idempotency-Key': key } },
      body: { date: day, from, until, minutes, capacity },
    })
    if (session.isOver(error)) round += 1
    if (data === undefined) return { day, kind: 'failed', error }
    return { day, kind: 'offered', slots: data.items.length }
  }

  /** Tries the days again that failed, and goes on with those that were not reached. */
  async function again(): Promise<void> {
    outcomes.value = outcomes.value.map((known) => (known.kind === 'failed' ? { day: known.day, kind: 'waiting' } : known))
    await run()
  }

  return {
    outcomes: shallowReadonly(outcomes),
    /** Why nothing was tried at all. */
    failure: shallowReadonly(failure),
    isRunning: shallowReadonly(isRunning),
    done: computed(() => outcomes.value.filter(({ kind }) => kind === 'offered' || kind === 'skipped').length),
    isUnfinished: computed(() => outcomes.value.some(({ kind }) => kind === 'failed' || kind === 'waiting')),
    start,
    again,
    stop: () => {
      round += 1
    },
    forget: () => {
      outcomes.value = []
      failure.value = undefined
    },
  }
}
