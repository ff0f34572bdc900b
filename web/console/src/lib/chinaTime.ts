/**
 * Days and instants as fields of a form hold them: in China's time, wherever the browser is. The time zone has
 * had no daylight saving since 1991, so that a fixed offset is right.
 */
import type { Text } from '@caixiang/shared/text/text'

import { text } from '../words'

const OFFSET_MS = 8 * 60 * 60_000
const DAY_MS = 24 * 60 * 60_000

const WEEKDAYS = [
  text('周一', 'Mon'),
  text('周二', 'Tue'),
  text('周三', 'Wed'),
  text('周四', 'Thu'),
  text('周五', 'Fri'),
  text('周六', 'Sat'),
  text('周日', 'Sun'),
] as const

/** `2024-01-31T18:00`, as a field for date and time holds it. */
export function fieldOf(instant: string | number): string {
  const at = typeof instant === 'number' ? instant : Date.parse(instant)
  return new Date(at + OFFSET_MS).toISOString().slice(0, 16)
}

/** The instant of such a field; empty where the field is. */
export function instantOf(field: string): string {
  return field === '' ? '' : `${field.slice(0, 16)}:00+08:00`
}

/** `2024-01-31`: the day in China. */
export function dayOf(instant: string | number): string {
  return fieldOf(instant).slice(0, 10)
}

/** `18:00`. */
export function timeOf(instant: string | number): string {
  return fieldOf(instant).slice(11)
}

/** The first instant of a day, milliseconds since 1970. */
export function startOf(day: string): number {
  return Date.parse(`${day}T00:00:00+08:00`)
}

/** The day so many days later. */
export function dayAfter(day: string, days: number): string {
  return dayOf(startOf(day) + days * DAY_MS)
}

/** Days from the first to the last one, both among them; none where they are the wrong way round. */
export function daysBetween(first: string, last: string): readonly string[] {
  const count = Math.round((startOf(last) - startOf(first)) / DAY_MS) + 1
  return count > 0 ? Array.from({ length: count }, (_, at) => dayAfter(first, at)) : []
}

/** 0 for Monday. */
export function weekdayOf(day: string): number {
  return (new Date(startOf(day) + OFFSET_MS).getUTCDay() + 6) % 7
}

/** The Monday of its week. */
export function mondayOf(day: string): string {
  return dayAfter(day, -weekdayOf(day))
}

/** `周一`, for 0. */
export function weekdayText(weekday: number): Text {
  return WEEKDAYS[weekday] ?? WEEKDAYS[0]
}

/** `1月31日`. */
export function dayText(day: string): Text {
  const [, month = '', date = ''] = day.split('-')
  const at = new Date(`${day}T00:00:00Z`)
  const short = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'short' })
  return text(`${String(Number(month))}月${String(Number(date))}日`, Number.isNaN(at.getTime()) ? day : short.format(at))
}

/** Whether a text is a day that there is. */
export function isDay(value: unknown): value is string {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(value)) return false
  const at = startOf(value)
  return !Number.isNaN(at) && dayOf(at) === value
}
