/**
 * Second looks: photos that somebody else has decided, drawn at random and shown as they waited. What is said about them
 * changes nothing about the photo; it tells how far reviewers agree.
 */
import { computed, readonly, shallowReadonly, shallowRef } from 'vue'

import { hasCode } from '@caixiang/shared/api/failure'
import type { ApiError } from '@caixiang/shared/api/failure'
import type { Schemas } from '@caixiang/shared/api/types'
import { writeHeaders } from '@caixiang/shared/api/writes'
import type { Action } from '@caixiang/shared/vue/useAction/useAction'
import type { Api } from '../../../lib/api'
import type { Session } from '../../session/useSession/useSession'

/** Nothing is asked before `load`. */
export function useAgain(api: Api, session: Pick<Session, 'isOver'>, round: Schemas['ReviewRound'], action: Action) {
  const look = shallowRef<Schemas['SecondLookView']>()
  const isAsked = shallowRef(false)
  const isLoading = shallowRef(false)
  const failure = shallowRef<ApiError>()
  const answered = shallowRef(0)

  /** Lays the oldest one that waits in front; none where nothing waits. */
  async function load(): Promise<void> {
    isLoading.value = true
    const { data, error } = await api.POST('/api/v1/reviews/second-looks/next', { body: { round } })
    session.isOver(error)
    isLoading.value = false
    failure.value = error
    if (error !== undefined) return
    isAsked.value = true
    look.value = data
  }

  /** Says what one would have decided, and goes on; whether it was taken down. */
  async function answer(decision: Schemas['DecisionWord']): Promise<boolean> {
    const { value: front } = look
    if (front === undefined || action.busy.value) return false
    const path = { id: front.id }
    await action.run((key) =>
      api.POST('/api/v1/reviews/second-looks/{id}', { params: { path, header: writeHeaders(key, undefined) }, body: { decision } }),
    )
    const { value: error } = action.failure
    // Somebody else was faster: one answer is enough.
    if (error === undefined) answered.value += 1
    else if (!hasCode(error, 'stale') && !hasCode(error, 'not-found')) return false
    await load()
    return error === undefined
  }

  return {
    look: shallowReadonly(look),
    /** The photo as it waited. */
    current: computed(() => look.value?.sheet),
    isAsked: readonly(isAsked),
    isLoading: readonly(isLoading),
    failure: readonly(failure),
    /** In this sitting. */
    answered: readonly(answered),
    load,
    answer,
  }
}
