/** A room of the console: all that the bar, the home page, the router and the door know of it. */
import type { Component } from 'vue'

import type { Schemas } from '@caixiang/shared/api/types'
import type { Text } from '@caixiang/shared/text/text'

import type { LoadHelp } from './help'
import { text } from './words'

/** What a member of staff may do, as the API writes it. */
export type Permission = Schemas['StaffView']['permissions'][number]

/** What rooms are sorted under, in the order of the bar. */
export const GROUPS = {
  collection: text('采集', 'Collection'),
  review: text('审核', 'Review'),
  delivery: text('交付', 'Delivery'),
  money: text('费用', 'Money'),
  prints: text('冲印', 'Prints'),
  people: text('人员', 'People'),
  service: text('系统', 'Service'),
} satisfies Record<string, Text>

export type GroupName = keyof typeof GROUPS

/** A part of the console. Every one is described by a `room.ts` beside its page. */
export interface Room {
  readonly path: `/${string}`
  readonly title: Text
  /** What it is for, in one sentence. */
  readonly purpose: Text
  /** Who has one of them may enter. The service asks again; here it keeps people from doors that stay shut. */
  readonly permission: Permission | readonly Permission[]
  /** Left out by a room that stands alone. */
  readonly group?: GroupName
  /** Its page, in a file of its own that comes when somebody enters. */
  readonly load: () => Promise<{ readonly default: Component }>
  /** Its first page shows photos of people; see `InnerPage`. */
  readonly hasPhotos?: boolean
  /** What is told to who asks for help there; without it, what holds everywhere. */
  readonly help?: LoadHelp
  /** Pages behind its first one, for who may enter the room. */
  readonly inner?: readonly InnerPage[]
}

/** A page that is reached from the first page of its room alone. */
interface InnerPage {
  /** Begins with the room's. */
  readonly path: `/${string}`
  readonly title: Text
  /** Who may enter, where not all may whom the room lets in. */
  readonly permission?: Room['permission']
  /** Takes all of the window's width. */
  readonly isWide?: boolean
  /** Shows photos of people: it is taken away, and not only covered, while nobody sits there. */
  readonly hasPhotos?: boolean
  /** Answers the key of the help by itself. */
  readonly ownsHelpKey?: boolean
  /** Tells by itself what becomes of the decisions of who reviews. */
  readonly tellsDecisions?: boolean
  /** What is told to who asks for help there; that of the room without it. */
  readonly help?: LoadHelp
  readonly load: Room['load']
}

/** Whether these permissions open a door. */
export function opens(door: Room['permission'], permissions: readonly Permission[]): boolean {
  return (typeof door === 'string' ? [door] : door).some((one) => permissions.includes(one))
}
