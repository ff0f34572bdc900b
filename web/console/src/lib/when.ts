/** Instants of the last days, as a list shows them: in China's time, wherever the browser is. */
import type { Text } from '@caixiang/shared/text/text'
import { text } from '../words'

const TIME_ZONE = 'Asia/Shanghai'
const DAY_MS = 24 * 60 * 60_000

const CLOCK = new Intl.DateTimeFormat('en-GB', { timeZone: TIME_ZONE, timeStyle: 'medium' })
const DAY_ZH = new Intl.DateTimeFormat('zh-CN', { timeZone: TIME_ZONE, month: 'long', day: 'numeric' })
const DAY_EN = new Intl.DateTimeFormat('en-GB', { timeZone: TIME_ZONE, month: 'short', day: 'numeric' })

/** `12:43:39`. */
export function clockText(atMs: number): string {
  return CLOCK.format(atMs)
}

/** `今天`, `昨天`, else `11月24日`. */
export function dayText(atMs: number, nowMs: number): Text {
  const day = DAY_ZH.format(atMs)
  if (day === DAY_ZH.format(nowMs)) return text('今天', 'today')
  // China has no daylight saving: every day has its 24 hours.
  if (day === DAY_ZH.format(nowMs - DAY_MS)) return text('昨天', 'yesterday')
  return text(day, DAY_EN.format(atMs))
}
