/** Requests to change what is approved: those that wait for a second person, those of before, and answering them. */
import { shallowReadonly } from 'vue'

import type { Result } from '@caixiang/shared/api/client'
import type { Schemas } from '@caixiang/shared/api/types'

import type { Api } from '../../../lib/api'
import { usePages } from '../../../lib/usePages/usePages'
import type { Session } from '../../session/useSession/useSession'

export type ListedChange = Schemas['ListedChangeRequestView']
type Request = Schemas['ChangeRequestView']

/** How many come at a time. */
const PART = 50

/** Nothing is asked before `refresh`. */
export function useChanges(api: Api, session: Pick<Session, 'isOver'>) {
  const listOf = (open: boolean) =>
    usePages<ListedChange>({
      load: (after) => {
        const query = { open, limit: PART, ...(after === undefined ? {} : { after }) }
        return api.GET('/api/v1/staff/change-requests', { params: { query } })
      },
      keyOf: ({ id }) => id,
      onAnswer: session.isOver,
      isQueue: open,
    })
  const open = listOf(true)
  const all = listOf(false)

  async function refresh(): Promise<boolean> {
    const [one, other] = await Promise.all([open.refresh(), all.refresh()])
    return one && other
  }

  /** Answers as the second person; the same key answers once. */
  async function answer({ id }: Pick<Request, 'id'>, said: Schemas['ChangeAnswer'], key: string): Promise<Result<Request>> {
    const params = { path: { id }, header: { 'Idempotency-Key': key } }
    return api.POST('/api/v1/change-requests/{id}/answer', { params, body: { answer: said } })
  }

  /** Takes the own request back. */
  async function takeBack({ id }: Pick<Request, 'id'>): Promise<Result<Request>> {
    return api.DELETE('/api/v1/change-requests/{id}', { params: { path: { id } } })
  }

  return { open: shallowReadonly(open), all: shallowReadonly(all), refresh, answer, takeBack }
}
