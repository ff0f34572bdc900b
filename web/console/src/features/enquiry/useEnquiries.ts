/** What students ask the centre: what waits, what was answered, and answering. */
import { shallowReadonly } from 'vue'

import type { Result } from '@caixiang/shared/api/client'
import type { Schemas } from '@caixiang/shared/api/types'

import type { Api } from '../../lib/api'
import { usePages } from '../../lib/usePages/usePages'
import type { Session } from '../session/useSession/useSession'

export type Enquiry = Schemas['StaffEnquiryView']

/** How many come at a time. */
const PART = 50

/** Nothing is asked before `refresh`. */
export function useEnquiries(api: Api, session: Pick<Session, 'isOver'>) {
  const listOf = (answered: boolean) =>
    usePages<Enquiry>({
      load: (after) => {
        const query = { answered, limit: PART, ...(after === undefined ? {} : { after }) }
        return api.GET('/api/v1/staff/enquiries', { params: { query } })
      },
      keyOf: ({ id }) => id,
      onAnswer: session.isOver,
      isQueue: !answered,
    })
  const waiting = listOf(false)
  const answered = listOf(true)

  async function refresh(): Promise<boolean> {
    const [one, other] = await Promise.all([waiting.refresh(), answered.refresh()])
    return one && other
  }

  /** Answers the question as it was read; refused where a colleague has answered meanwhile. */
  async function answer({ id, version }: Enquiry, said: string, key: string): Promise<Result<Enquiry>> {
    const params = { path: { id }, header: { 'Idempotency-Key': key } }
    return api.POST('/api/v1/staff/enquiries/{id}/answer', { params, body: { answer: said, seen: version } })
  }

  return { waiting: shallowReadonly(waiting), answered: shallowReadonly(answered), refresh, answer }
}
