/** The standards that the own centre can use. */
import type { Schemas } from '@caixiang/shared/api/types'
import type { Api } from '../../lib/api'
import { useAnswer } from '../../lib/useAnswer/useAnswer'
import type { Session } from '../session/useSession/useSession'

export type StandardLine = Schemas['StandardLineView']

/** Nothing is asked before `load`. */
export function useStandards(api: Api, session: Pick<Session, 'isOver'>) {
  return useAnswer(() => api.GET('/api/v1/staff/standards'), session.isOver)
}

/** Whether photos may be judged by it. */
export function isInForce({ standing }: Pick<StandardLine, 'standing'>): boolean {
  return standing !== 'draft'
}

/** What a name is called that the next version of this standard can have: an own one keeps its name. */
export function nextName({ name, standing }: Pick<StandardLine, 'name' | 'standing'>): string {
  return standing === 'installed' ? '' : name
}
