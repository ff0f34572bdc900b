/** What a student will see first of a plan, worked out as the service would. */
import type { Schemas } from '@caixiang/shared/api/types'

import { dayAfter, dayOf, instantOf, timeOf } from '../../lib/chinaTime'

import { hoursEnd } from './draft'
import type { PlanDraft } from './draft'

type Acceptance = Schemas['AcceptanceView']

/** Whether students could hand in at this time, once the batch is open. */
export function acceptanceAt(draft: PlanDraft, nowMs: number): Acceptance | undefined {
  const opens = Date.parse(instantOf(draft.opensAt))
  const closes = Date.parse(instantOf(draft.closesAt))
  if (Number.isNaN(opens) || Number.isNaN(closes)) return undefined
  const first = Math.max(nowMs, opens)
  const next = withinHours(draft, first)
  if (nowMs >= closes || next >= closes) return { acceptance: 'closed' }
  if (nowMs < opens) return { acceptance: 'not-yet', opens_at: instantText(next) }
  return next > nowMs ? { acceptance: 'outside-hours', next: instantText(next) } : { acceptance: 'open' }
}

/** The first moment from this one on that lies within the daily hours. */
function withinHours(draft: PlanDraft, fromMs: number): number {
  if (!draft.hasHours) return fromMs
  const time = timeOf(fromMs)
  const day = dayOf(fromMs)
  if (time >= draft.hoursFrom && time < hoursEnd(draft)) return fromMs
  return Date.parse(instantOf(`${time < draft.hoursFrom ? day : dayAfter(day, 1)}T${draft.hoursFrom}`))
}

function instantText(ms: number): string {
  return new Date(ms).toISOString()
}

/** The address on the batch's poster; the code comes along, so that nobody has to type it. */
export function addressOf(origin: string, { slug, mode, featureCode }: Pick<PlanDraft, 'slug' | 'mode' | 'featureCode'>): string {
  const end = slug.trim().toLowerCase()
  const code = featureCode.trim()
  return `${origin}/b/${end === '' ? '…' : end}${mode === 'group' && code !== '' ? `?code=${code}` : ''}`
}
