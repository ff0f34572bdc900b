/** The staff of the own centre, in the order in which they came. */
import type { Api } from '../../../lib/api'
import { useAnswer } from '../../../lib/useAnswer/useAnswer'
import type { Session } from '../../session/useSession/useSession'
import type { Colleague } from '../roles'

/** Nothing is asked before `load`. */
export function useMembers(api: Api, session: Pick<Session, 'isOver'>) {
  return useAnswer<readonly Colleague[]>(async () => {
    const { data, error } = await api.GET('/api/v1/staff/members')
    return data === undefined ? { error } : { data: data.items }
  }, session.isOver)
}
