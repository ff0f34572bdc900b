/** Waiving the fee of a degree's collection, and with it an order that waits. */
import { writeHeaders } from '@caixiang/shared/api/writes'
import type { Schemas } from '@caixiang/shared/api/types'
import type { Api } from '../../lib/api'

/** The same key waives once. */
export function waive(api: Api, degree: string, reason: Schemas['WaiverReasonWord'], key: string) {
  const params = { path: { id: degree }, header: writeHeaders(key, undefined) }
  return api.POST('/api/v1/degrees/{id}/waiver', { params, body: { reason } })
}
