/** The regions of the own centre with their studios, by name. */
import type { Schemas } from '@caixiang/shared/api/types'
import type { Api } from '../../../lib/api'
import { useAnswer } from '../../../lib/useAnswer/useAnswer'
import type { Session } from '../../session/useSession/useSession'

export type Region = Schemas['StaffRegionView']
export type Studio = Schemas['StudioView']

/** Nothing is asked before `load`. */
export function useRegions(api: Api, session: Pick<Session, 'isOver'>) {
  return useAnswer<readonly Region[]>(async () => {
    const { data, error } = await api.GET('/api/v1/staff/regions')
    return data === undefined ? { error } : { data: data.items }
  }, session.isOver)
}
