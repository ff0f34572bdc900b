/** How an announcement stands now. */
import type { Schemas } from '@caixiang/shared/api/types'

export type Announcement = Schemas['AnnouncementView']

export type Standing = 'to-come' | 'shown' | 'over' | 'taken-back'

/** Milliseconds since 1970 say when now is. */
export function standingOf({ from, until, withdrawn_at: taken }: Announcement, nowMs: number): Standing {
  if (taken != null) return 'taken-back'
  if (Date.parse(until) <= nowMs) return 'over'
  return Date.parse(from) > nowMs ? 'to-come' : 'shown'
}
