/** Who is expected in a studio today. */
import { shallowRef } from 'vue'

import type { Schemas } from '@caixiang/shared/api/types'

import type { Api } from '../../../lib/api'
import { dayOf } from '../../../lib/chinaTime'
import { useAnswer } from '../../../lib/useAnswer/useAnswer'
import type { Session } from '../../session/useSession/useSession'

export type Expected = Schemas['ExpectedStudentView']

/** Nothing is asked before a studio is chosen by `show`. */
export function useExpected(api: Api, session: Pick<Session, 'isOver'>, now = Date.now) {
  const studio = shallowRef('')
  const answer = useAnswer<readonly Expected[]>(async () => {
    const params = { path: { id: studio.value }, query: { day: dayOf(now()) } }
    const { data, error } = await api.GET('/api/v1/staff/studios/{id}/appointments', { params })
    return data === undefined ? { error } : { data: data.items }
  }, session.isOver)

  /** Asks for another studio; none for an empty id. */
  async function show(id: string): Promise<void> {
    studio.value = id
    if (id !== '') await answer.restart()
  }

  return { ...answer, studio, show }
}
