/** One standard, and what is done with it. */
import type { Ref } from 'vue'

import type { Result } from '@caixiang/shared/api/client'
import type { Schemas } from '@caixiang/shared/api/types'
import type { Api } from '../../lib/api'
import { useAnswer } from '../../lib/useAnswer/useAnswer'
import type { Session } from '../session/useSession/useSession'

import type { Standard } from './edit'

const ONE = '/api/v1/staff/standards/{reference}'

/** Nothing is asked before `load`. */
export function useOneStandard(api: Api, session: Pick<Session, 'isOver'>, reference: Readonly<Ref<string>>) {
  const path = () => ({ reference: reference.value })
  const answer = useAnswer(() => api.GET(ONE, { params: { path: path() } }), session.isOver)

  async function revise(body: Schemas['StandardRevision']): Promise<Result<Schemas['StandardRevisedView']>> {
    return api.PUT(ONE, { params: { path: path() }, body })
  }

  async function discard(revision: number): Promise<Result<unknown>> {
    return api.DELETE(ONE, { params: { path: path(), query: { revision } } })
  }

  async function activate(body: Schemas['StandardActivation'], key: string): Promise<Result<Standard>> {
    return api.POST(`${ONE}/activation`, { params: { path: path(), header: { 'Idempotency-Key': key } }, body })
  }

  return { ...answer, revise, discard, activate }
}

/** The number that a change of a draft is sent with; 0 for what does not change. */
export function revisionOf(standard: Standard | undefined): number {
  return standard?.standing === 'draft' ? standard.revision : 0
}

/** Where the browser finds the file of a standard. */
export function fileAddress(reference: string): string {
  return `/api/v1/staff/standards/${encodeURIComponent(reference)}/file`
}
