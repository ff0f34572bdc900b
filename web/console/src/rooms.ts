/** The rooms of the console: the top bar, the home page and the door read this one list. */
import type { Schemas } from '@caixiang/shared/api/types'

import { ANNOUNCEMENTS } from './pages/announcements/room'
import { ENQUIRIES } from './pages/enquiries/room'
import { AUDIT } from './pages/audit/room'
import { BATCHES } from './pages/batches/room'
import { CHANGES_ROOM } from './pages/changes/room'
import { COUNTER } from './pages/counter/room'
import { DISCS } from './pages/discs/room'
import { DISPUTES } from './pages/disputes/room'
import { EXPORTS } from './pages/exports/room'
import { FIGURES } from './pages/figures/room'
import { ARRIVALS } from './pages/money/arrivals/room'
import { INCOME } from './pages/money/income/room'
import { INVOICES } from './pages/money/invoices/room'
import { LEDGER } from './pages/money/ledger/room'
import { ORDERS } from './pages/money/orders/room'
import { PRICES } from './pages/money/prices/room'
import { RECONCILIATION } from './pages/money/reconciliation/room'
import { REFUNDS } from './pages/money/refunds/room'
import { ORGANISATION } from './pages/organisation/room'
import { OUTBOX } from './pages/outbox/room'
import { REGISTRY } from './pages/registry/room'
import { REASONS_ROOM } from './pages/reasons/room'
import { PARCELS } from './pages/parcels/room'
import { PRODUCTION } from './pages/production/room'
import { REVIEW } from './pages/review/room'
import { SCHOOL } from './pages/school/room'
import { SETTINGS_ROOM } from './pages/settings/room'
import { SPECS_ROOM } from './pages/specs/room'
import { STAFF } from './pages/staff/room'
import { STUDENT } from './pages/student/room'
import { STUDIOS } from './pages/studios/room'
import { SYSTEM } from './pages/system/room'
import { TRIAL } from './pages/trial/room'
import { GROUPS, opens } from './room'
import type { GroupName, Room } from './room'

/** A new room is one line here. */
export const ROOMS: readonly Room[] = [
  BATCHES,
  SCHOOL,
  EXPORTS,
  ANNOUNCEMENTS,
  ENQUIRIES,
  STUDIOS,
  COUNTER,
  REVIEW,
  CHANGES_ROOM,
  REASONS_ROOM,
  FIGURES,
  TRIAL,
  SPECS_ROOM,
  REGISTRY,
  DISCS,
  PRICES,
  ORDERS,
  ARRIVALS,
  REFUNDS,
  INVOICES,
  INCOME,
  LEDGER,
  RECONCILIATION,
  PRODUCTION,
  PARCELS,
  STUDENT,
  DISPUTES,
  ORGANISATION,
  STAFF,
  OUTBOX,
  AUDIT,
  SYSTEM,
  SETTINGS_ROOM,
]

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
