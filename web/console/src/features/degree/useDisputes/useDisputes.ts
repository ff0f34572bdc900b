/** Degrees that two accounts claim, and deciding between them. */
import { readonly, shallowReadonly, shallowRef } from 'vue'

import type { Result } from '@caixiang/shared/api/client'
import type { ApiError } from '@caixiang/shared/api/failure'
import type { Schemas } from '@caixiang/shared/api/types'
import type { Api } from '../../../lib/api'
import type { Session } from '../../session/useSession/useSession'
import { release } from '../release'

type Dispute = Schemas['DisputeView']

/** Whose the degree is. */
export type Side = 'holder' | 'claimant'

/** Nothing is asked before `refresh`. */
export function useDisputes(api: Api, session: Pick<Session, 'isOver'>) {
  const disputes = shallowRef<readonly Dispute[]>()
  const failure = shallowRef<ApiError>()

  async function refresh(): Promise<boolean> {
    const { data, error } = await api.GET('/api/v1/staff/disputes')
    session.isOver(error)
    failure.value = error
    if (data !== undefined) disputes.value = data.items
    return data !== undefined
  }

  /** Lets the other one's degree go; the same key decides once. */
  async function decide({ holder, claimant }: Dispute, side: Side, key: string): Promise<Result<Schemas['ReleasedView']>> {
    const degree = side === 'claimant' && holder != null ? holder.degree : claimant.degree
    return release(api, degree, 'wrong-person', key)
  }

  /** The address of the picture that a degree is claimed with; each look is logged. */
  async function look(degree: string): Promise<Result<Schemas['EvidenceView']>> {
    return api.GET('/api/v1/degrees/{id}/evidence', { params: { path: { id: degree } } })
  }

  return { disputes: shallowReadonly(disputes), failure: readonly(failure), refresh, decide, look }
}
