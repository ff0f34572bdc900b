/** Slots by day, and what a new offer would make of a day. */
import type { Schemas } from '@caixiang/shared/api/types'

import { daysBetween, dayOf, timeOf, weekdayOf } from '../../lib/chinaTime'

export type Slot = Schemas['StudioSlotView']

/** What is offered on each of several days. */
export interface Offer {
  readonly first: string
  readonly last: string
  /** 0 for Monday. */
  readonly weekdays: readonly number[]
  readonly from: string
  readonly until: string
  readonly minutes: number
  readonly capacity: number
}

/** Slots of each of these days, in the order of time. */
export function byDay(slots: readonly Slot[], days: readonly string[]): ReadonlyMap<string, readonly Slot[]> {
  return new Map(days.map((day) => [day, slots.filter(({ starts_at: starts }) => dayOf(starts) === day)]))
}

/** Seats in slots: how many there are, and how many are taken. */
export function seatsOf(slots: readonly Slot[]): { readonly capacity: number; readonly booked: number } {
  return {
    capacity: slots.reduce((sum, { capacity }) => sum + capacity, 0),
    booked: slots.reduce((sum, { booked }) => sum + booked, 0),
  }
}

/** The days that an offer is for. */
export function daysOf({ first, last, weekdays }: Offer): readonly string[] {
  return daysBetween(first, last).filter((day) => weekdays.includes(weekdayOf(day)))
}

/** How many slots fit into the hours of a day; none where none does. */
export function slotsADay({ from, until, minutes }: Offer): number {
  const length = minutesOf(until) - minutesOf(from)
  return minutes > 0 && length >= minutes ? Math.floor(length / minutes) : 0
}

/** Whether a day has slots already that would lie over the new ones: the service lets that be, students would wonder. */
export function overlaps(slots: readonly Slot[], day: string, { from, until }: Offer): boolean {
  return slots.some(({ starts_at: starts, ends_at: ends }) => dayOf(starts) === day && timeOf(starts) < until && timeOf(ends) > from)
}

function minutesOf(time: string): number {
  const [hours = '0', minutes = '0'] = time.split(':')
  return Number(hours) * 60 + Number(minutes)
}
