/** The centre's own reasons for rejections, and deciding them. */
import type { Result } from '@caixiang/shared/api/client'
import type { ApiError } from '@caixiang/shared/api/failure'
import type { Schemas } from '@caixiang/shared/api/types'
import type { Api } from '../../lib/api'
import { useAnswer } from '../../lib/useAnswer/useAnswer'

export type CentreReason = Schemas['CentreReasonView']
export type ReasonBody = Schemas['ReasonBody']

/** A reason as it is, for a list that is sent whole. */
export function bodyOf({ code, title, advice, example, retired_at: since }: CentreReason): ReasonBody {
  return { code, title, advice, ...(example == null ? {} : { example }), retired: since != null }
}

/** The list with the reason at `at` moved by `by` among those that are in use; as it was where it cannot go. */
export function moved(reasons: readonly CentreReason[], code: string, by: -1 | 1): readonly CentreReason[] {
  const inUse = reasons.filter(({ retired_at: since }) => since == null)
  const from = inUse.findIndex((reason) => reason.code === code)
  const other = inUse[from + by]
  const one = inUse[from]
  if (one === undefined || other === undefined) return reasons
  return reasons.map((reason) => (reason === one ? other : reason === other ? one : reason))
}

/** Nothing is asked before `load`. */
export function useOwnReasons(api: Api, onAnswer: (error: ApiError | undefined) => unknown) {
  const answer = useAnswer(() => api.GET('/api/v1/staff/centre/reasons'), onAnswer)

  /** Decides the whole list; what the service has then is shown. */
  async function decide(reasons: readonly ReasonBody[]): Promise<Result<Schemas['CentreReasonsView']>> {
    const header = answer.version.value === undefined ? {} : { 'If-Match': answer.version.value }
    const result = await api.PUT('/api/v1/staff/centre/reasons', { params: { header }, body: { reasons: [...reasons] } })
    onAnswer(result.error)
    if (result.data !== undefined) answer.take(result.data, result.etag)
    return result
  }

  return { ...answer, decide }
}
