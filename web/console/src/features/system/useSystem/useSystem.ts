/** How the installation is, the jobs that were given up, and what ends when. */
import { readonly, shallowReadonly, shallowRef } from 'vue'

import type { Result } from '@caixiang/shared/api/client'
import { hasCode } from '@caixiang/shared/api/failure'
import type { ApiError } from '@caixiang/shared/api/failure'
import type { Schemas } from '@caixiang/shared/api/types'
import type { Api } from '../../../lib/api'
import { usePages } from '../../../lib/usePages/usePages'
import type { Session } from '../../session/useSession/useSession'

/** Nothing is asked before `load`. */
export function useSystem(api: Api, session: Pick<Session, 'isOver'>) {
  const state = shallowRef<Schemas['InstallationView']>()
  const failure = shallowRef<ApiError>()
  /** Whether the installation serves others as well, so that nobody here looks after it. */
  const isShared = shallowRef(false)
  const { items: jobs, ...jobPages } = usePages<Schemas['DeadJobView']>({
    load: (after) => api.GET('/api/v1/staff/jobs', { params: { query: after === undefined ? {} : { after } } }),
    keyOf: ({ id }) => id,
    onAnswer: session.isOver,
    isQueue: true,
  })
  const { items: ends, ...endPages } = usePages<Schemas['BatchEndView']>({
    load: (after) => api.GET('/api/v1/staff/retention', { params: { query: after === undefined ? {} : { after } } }),
    keyOf: ({ id }) => id,
    onAnswer: session.isOver,
    isQueue: true,
  })

  async function look(): Promise<void> {
    const { data, error } = await api.GET('/api/v1/staff/system', {})
    session.isOver(error)
    isShared.value = hasCode(error, 'several-centres')
    failure.value = isShared.value ? undefined : error
    if (data !== undefined) state.value = data
  }

  async function load(): Promise<void> {
    await Promise.all([look(), endPages.restart()])
    if (!isShared.value) await jobPages.restart()
  }

  async function settle(id: string, does: 'revive' | 'discard'): Promise<Result<undefined>> {
    const params = { path: { id } }
    const answer =
      does === 'revive'
        ? await api.POST('/api/v1/staff/jobs/{id}/revive', { params })
        : await api.DELETE('/api/v1/staff/jobs/{id}', { params })
    return answer
  }

  return {
    state: shallowReadonly(state),
    failure: readonly(failure),
    isShared: readonly(isShared),
    jobs,
    jobPages,
    ends,
    endPages,
    load,
    settle,
  }
}
