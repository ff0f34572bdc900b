/** The rooms of the console: the top bar, the home page and the door read this one list. */
import type { Schemas } from '@caixiang/shared/api/types'

import { DISPUTES } from './pages/disputes/room'
import { OUTBOX } from './pages/outbox/room'
import { REVIEW } from './pages/review/room'
import { SCHOOL } from './pages/school/room'
import { GROUPS, opens } from './room'
import type { GroupName, Room } from './room'

/** A new room is one line here. */
export const ROOMS: readonly Room[] = [SCHOOL, REVIEW, DISPUTES, OUTBOX]

/** The rooms that somebody may enter. */
export function roomsOf(
  staff: Schemas['StaffView'] | undefined,
  rooms: readonly Room[] = ROOMS,
): readonly Room[] {
  return rooms.filter(({ permission }) => opens(permission, staff?.permissions ?? []))
}

/** Rooms under one heading; without one where they stand alone. */
export interface RoomGroup {
  readonly name: GroupName | undefined
  readonly rooms: readonly Room[]
}

/** Rooms sorted under their groups: those that stand alone first, then group by group in the bar's order. */
export function groupsOf(rooms: readonly Room[]): readonly RoomGroup[] {
  const names: readonly (GroupName | undefined)[] = [undefined, ...(Object.keys(GROUPS) as GroupName[])]
  return names
    .map((name) => ({ name, rooms: rooms.filter(({ group }) => group === name) }))
    .filter(({ rooms: found }) => found.length > 0)
}
