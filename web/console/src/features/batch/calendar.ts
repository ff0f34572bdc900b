/** Batches along a line of time: which run when, those at the same time one below the other. */
import type { Schemas } from '@caixiang/shared/api/types'

import { dayAfter, dayOf, daysBetween, startOf } from '../../lib/chinaTime'

export type Batch = Schemas['StaffBatchView']

/** A batch within the days that are shown, as shares of their whole. */
export interface Bar {
  readonly batch: Batch
  readonly from: number
  readonly until: number
  /** 0 on top. */
  readonly lane: number
  /** It goes on before or after the days that are shown. */
  readonly isCut: readonly [boolean, boolean]
}

/** A month of the line. */
export interface Month {
  /** `2024-01`. */
  readonly month: string
  readonly from: number
  readonly until: number
}

/** Days that are shown. */
export interface Span {
  readonly first: string
  readonly last: string
}

/** Whole months around a day: one before it, and as many as there are to be after. */
export function spanAround(day: string, months: number): Span {
  const first = `${monthAfter(day.slice(0, 7), -1)}-01`
  return { first, last: dayAfter(`${monthAfter(first.slice(0, 7), months)}-01`, -1) }
}

/** `2024-12` and 2 are `2025-02`. */
export function monthAfter(month: string, months: number): string {
  const [year = '0', number = '1'] = month.split('-')
  const count = Number(year) * 12 + Number(number) - 1 + months
  return `${String(Math.floor(count / 12)).padStart(4, '0')}-${String((count % 12) + 1).padStart(2, '0')}`
}

/** What of the batches lies within the days. */
export function barsOf(batches: readonly Batch[], span: Span): readonly Bar[] {
  const startMs = startOf(span.first)
  const endMs = startOf(dayAfter(span.last, 1))
  const share = (ms: number) => Math.min(1, Math.max(0, (ms - startMs) / (endMs - startMs)))
  const timed = batches.map((batch) => [batch, Date.parse(batch.window.opens_at), Date.parse(batch.window.closes_at)] as const)
  const within = timed.filter(([, opens, closes]) => opens < endMs && closes > startMs)
  const inOrder = within.sort(([, one], [, other]) => one - other)
  const ends: number[] = []
  return inOrder.map(([batch, opens, closes]) => {
    const free = ends.findIndex((end) => end <= opens)
    const lane = free === -1 ? ends.length : free
    ends[lane] = closes
    return { batch, from: share(opens), until: share(closes), lane, isCut: [opens < startMs, closes > endMs] }
  })
}

/** The months of the days, as shares of their whole. */
export function monthsOf(span: Span): readonly Month[] {
  const days = daysBetween(span.first, span.last)
  const months = [...new Set(days.map((day) => day.slice(0, 7)))]
  return months.map((month) => {
    const from = days.findIndex((day) => day.startsWith(month))
    const count = days.filter((day) => day.startsWith(month)).length
    return { month, from: from / days.length, until: (from + count) / days.length }
  })
}

/** Where an instant lies; none where it is not among the days. */
export function shareOf(nowMs: number, span: Span): number | undefined {
  const today = dayOf(nowMs)
  if (today < span.first || today > span.last) return undefined
  const startMs = startOf(span.first)
  return (nowMs - startMs) / (startOf(dayAfter(span.last, 1)) - startMs)
}
