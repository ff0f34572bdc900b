/** Letting a degree go with all that hangs on it; the student is told. */
import type { Result } from '@caixiang/shared/api/client'
import { writeHeaders } from '@caixiang/shared/api/writes'
import type { Schemas } from '@caixiang/shared/api/types'
import type { Api } from '../../lib/api'

export type ReleaseReason = Schemas['ReleaseReason']

/** The same key releases once. */
export function release(api: Api, degree: string, reason: ReleaseReason, key: string): Promise<Result<Schemas['ReleasedView']>> {
  const params = { path: { id: degree }, header: writeHeaders(key, undefined) }
  return api.POST('/api/v1/degrees/{id}/release', { params, body: { reason } })
}
