/** Where the person is signed in, and ending that. */
import { computed, readonly, shallowReadonly, shallowRef } from 'vue'

import { outcomeOf } from '@caixiang/shared/api/client'
import type { Result } from '@caixiang/shared/api/client'
import { hasCode } from '@caixiang/shared/api/failure'
import type { ApiError } from '@caixiang/shared/api/failure'
import type { Schemas } from '@caixiang/shared/api/types'
import type { Api } from '../../../lib/api'
import type { Session } from '../../session/useSession/useSession'

export type SignedIn = Schemas['SessionView']

/** Nothing is asked before `refresh`. */
export function useSessions(api: Api, session: Pick<Session, 'isOver'>) {
  const sessions = shallowRef<readonly SignedIn[]>()
  const failure = shallowRef<ApiError>()

  async function refresh(): Promise<boolean> {
    const { data, error } = await api.GET('/api/v1/sessions')
    session.isOver(error)
    failure.value = error
    // The own one first: everything else is compared with it.
    if (data !== undefined) sessions.value = [...data].sort((one, other) => Number(other.is_current) - Number(one.is_current))
    return data !== undefined
  }

  /** Ends one; that it has ended by itself meanwhile is as good. */
  async function end(id: string): Promise<Result<undefined>> {
    const { error } = await api.DELETE('/api/v1/sessions/{id}', { params: { path: { id } } })
    if (error !== undefined && !hasCode(error, 'not-found')) return { error }
    sessions.value = sessions.value?.filter((one) => one.id !== id)
    return outcomeOf(undefined)
  }

  const others = computed(() => (sessions.value ?? []).filter(({ is_current }) => !is_current))

  /** Ends all but the own one: the service's own way of ending all would end this one too. */
  async function endOthers(): Promise<Result<undefined>> {
    const ended = await Promise.all(others.value.map(({ id }) => end(id)))
    return ended.find(({ error }) => error !== undefined) ?? outcomeOf(undefined)
  }

  return { sessions: shallowReadonly(sessions), others, failure: readonly(failure), refresh, end, endOthers }
}
