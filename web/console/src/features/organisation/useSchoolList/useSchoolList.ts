/** The schools of the own centre, by code. */
import type { Schemas } from '@caixiang/shared/api/types'
import type { Api } from '../../../lib/api'
import { useAnswer } from '../../../lib/useAnswer/useAnswer'
import type { Session } from '../../session/useSession/useSession'

export type School = Schemas['StaffSchoolView']

/** Nothing is asked before `load`. */
export function useSchoolList(api: Api, session: Pick<Session, 'isOver'>) {
  return useAnswer<readonly School[]>(async () => {
    const { data, error } = await api.GET('/api/v1/staff/schools')
    return data === undefined ? { error } : { data: data.items }
  }, session.isOver)
}

/** Schools whose name or code has every word. */
export function schoolsFitting(schools: readonly School[], words: string): readonly School[] {
  const wanted = words.toLowerCase().split(/\s+/).filter((word) => word !== '')
  return schools.filter(({ code, name }) => wanted.every((word) => `${code} ${name}`.toLowerCase().includes(word)))
}
