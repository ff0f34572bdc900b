/** Instants and lengths of time as people in China read them, in both languages. */
import type { Text } from '../text/text'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** China Standard Time has had no daylight saving since 1991. */
const CHINA_MS = 8 * 60 * MINUTE_MS

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

/** At which something begins or happened: `10月13日 18:00`, `13 Oct 18:00`; with its year when far away. */
export function startText(instant: string, nowMs = Date.now()): Text {
  const at = Date.parse(instant)
  return shown(at, clock(at), nowMs)
}

/**
 * Before which something has to be done. At midnight it belongs to the day that ends: "until the
 * 14th, 00:00" is read as the evening of the 14th.
 */
export function deadlineText(instant: string, nowMs = Date.now()): Text {
  const at = Date.parse(instant)
  return clock(at) === '00:00' ? shown(at - MINUTE_MS, '24:00', nowMs) : startText(instant, nowMs)
}

/** Below that, days are too coarse: hours are counted. */
const URGENT_MS = 2 * DAY_MS

/** Whether a deadline is less than two days away, or over. */
export function isUrgent(deadline: string, nowMs: number): boolean {
  return Date.parse(deadline) - nowMs < URGENT_MS
}

/**
 * How long there is until a deadline, as nights that lie between, and as hours when there are less
 * than two days: `还有 12 天`, `今天截止，还有 5 小时`. `nowMs` is milliseconds since 1970.
 */
export function remainingText(deadline: string, nowMs: number): Text {
  const left = Date.parse(deadline) - nowMs
  if (left <= 0) return { zh: '已经截止', en: 'over' }
  // A deadline at midnight ends the day before.
  const days = chinaDay(Date.parse(deadline) - 1) - chinaDay(nowMs)
  if (left >= URGENT_MS) return { zh: `还有 ${String(days)} 天`, en: `${String(days)} days left` }
  const hours = hoursText(left)
  if (days > 1) return hours
  const [zh, en] = days === 0 ? ['今天截止', 'ends today'] : ['明天截止', 'ends tomorrow']
  return { zh: `${zh}，${hours.zh}`, en: `${en}, ${hours.en}` }
}

/** Whole hours, never more than there are; minutes in the last one. */
function hoursText(leftMs: number): Text {
  const hours = Math.floor(leftMs / HOUR_MS)
  if (hours > 0) return { zh: `还有 ${String(hours)} 小时`, en: `${counted(hours, 'hour')} left` }
  const minutes = Math.max(1, Math.floor(leftMs / MINUTE_MS))
  return { zh: `还有 ${String(minutes)} 分钟`, en: `${counted(minutes, 'minute')} left` }
}

/** How long ago something happened; after a day, when: `5 分钟前`, `10月13日 18:00`. */
export function agoText(instant: string, nowMs: number): Text {
  const past = nowMs - Date.parse(instant)
  if (past < MINUTE_MS) return { zh: '刚刚', en: 'just now' }
  if (past >= DAY_MS) return startText(instant, nowMs)
  const hours = Math.floor(past / HOUR_MS)
  if (hours > 0) return { zh: `${String(hours)} 小时前`, en: `${counted(hours, 'hour')} ago` }
  const minutes = Math.floor(past / MINUTE_MS)
  return { zh: `${String(minutes)} 分钟前`, en: `${counted(minutes, 'minute')} ago` }
}

function counted(count: number, unit: string): string {
  return `${String(count)} ${unit}${count === 1 ? '' : 's'}`
}

/** Within half a year a month names one day only. */
const NEAR_MS = 183 * DAY_MS

function shown(at: number, clockText: string, nowMs: number): Text {
  const date = inChina(at)
  const day = String(date.getUTCDate())
  const month = date.getUTCMonth()
  const isNear = Math.abs(at - nowMs) < NEAR_MS
  const [zhYear, enYear] = isNear ? ['', ''] : [`${String(date.getUTCFullYear())}年`, ` ${String(date.getUTCFullYear())}`]
  return {
    zh: `${zhYear}${String(month + 1)}月${day}日 ${clockText}`,
    en: `${day} ${MONTHS[month] ?? ''}${enYear} ${clockText}`,
  }
}

function clock(at: number): string {
  const date = inChina(at)
  return [date.getUTCHours(), date.getUTCMinutes()]
    .map((part) => String(part).padStart(2, '0'))
    .join(':')
}

/** A date whose UTC parts are what a clock in China shows. */
function inChina(at: number): Date {
  return new Date(at + CHINA_MS)
}

function chinaDay(at: number): number {
  return Math.floor((at + CHINA_MS) / DAY_MS)
}
