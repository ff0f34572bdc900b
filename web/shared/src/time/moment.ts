/** Instants and lengths of time as people in China read them, in both languages. */
import type { Text } from '../text/text'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

/** China Standard Time has had no daylight saving since 1991. */
const CHINA_MS = 8 * 60 * MINUTE_MS

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

/** At which something begins or happened: `10月13日 18:00`, `13 Oct 18:00`. */
export function startText(instant: string): Text {
  const at = Date.parse(instant)
  return shown(at, clock(at))
}

/**
 * Before which something has to be done. At midnight it belongs to the day that ends: "until the
 * 14th, 00:00" is read as the evening of the 14th.
 */
export function deadlineText(instant: string): Text {
  const at = Date.parse(instant)
  return clock(at) === '00:00' ? shown(at - MINUTE_MS, '24:00') : startText(instant)
}

/**
 * How long there is until a deadline, as nights that lie between: `还有 12 天`, `今天截止`.
 * `nowMs` is milliseconds since 1970.
 */
export function remainingText(deadline: string, nowMs: number): Text {
  const left = Date.parse(deadline) - nowMs
  if (left <= 0) return { zh: '已经截止', en: 'over' }
  // A deadline at midnight ends the day before.
  const days = chinaDay(Date.parse(deadline) - 1) - chinaDay(nowMs)
  if (days === 0) return { zh: '今天截止', en: 'ends today' }
  if (days === 1) return { zh: '明天截止', en: 'ends tomorrow' }
  return { zh: `还有 ${String(days)} 天`, en: `${String(days)} days left` }
}

function shown(at: number, clockText: string): Text {
  const date = inChina(at)
  const day = String(date.getUTCDate())
  const month = date.getUTCMonth()
  return {
    zh: `${String(month + 1)}月${day}日 ${clockText}`,
    en: `${day} ${MONTHS[month] ?? ''} ${clockText}`,
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
