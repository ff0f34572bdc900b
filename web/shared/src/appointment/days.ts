/** Slots of studios as a student chooses among them: by day in China, then by studio. */
import type { Schemas } from '../api/types'
import type { Text } from '../text/text'

type Slot = Schemas['SlotView']

/** The slots of one studio on one day, in order of time. */
interface StudioDay {
  readonly studio: Schemas['StudioView']
  readonly slots: readonly Slot[]
}

/** A day on which somebody can come. */
export interface SlotDay {
  /** Such as `2026-11-26`. */
  readonly date: string
  /** Seats that are left in all studios together. */
  readonly left: number
  readonly studios: readonly StudioDay[]
}

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

/** China Standard Time, without daylight saving. */
const CHINA_MS = 8 * 60 * MINUTE_MS

/** Those that have not begun, by day and studio, each in order of time. Full ones stay: who sees none would wonder. */
export function slotDays(slots: readonly Slot[], nowMs: number): readonly SlotDay[] {
  const coming = slots
    .filter(({ starts_at }) => Date.parse(starts_at) > nowMs)
    .sort((one, other) => Date.parse(one.starts_at) - Date.parse(other.starts_at))
  const dates = unique(coming.map(({ starts_at }) => chinaDate(starts_at)))
  return dates.map((date) => {
    const ofDay = coming.filter(({ starts_at }) => chinaDate(starts_at) === date)
    const studios = unique(ofDay.map(({ studio }) => studio.id)).flatMap((id) => {
      const its = ofDay.filter(({ studio }) => studio.id === id)
      return its[0] === undefined ? [] : [{ studio: its[0].studio, slots: its }]
    })
    return { date, left: ofDay.reduce((sum, { left }) => sum + left, 0), studios }
  })
}

/** The day on which to begin looking: the first with a seat. */
export function firstFreeDay(days: readonly SlotDay[]): string | undefined {
  return (days.find(({ left }) => left > 0) ?? days[0])?.date
}

const WEEKDAYS_ZH = ['周日', '周一', '周二', '周三', '周四', '周五', '周六']
const WEEKDAYS_EN = 'Sun Mon Tue Wed Thu Fri Sat'.split(' ')
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

/** A date and its day of the week: `11月26日`, `周四`. */
export function dayText(date: string, nowMs: number): { readonly date: Text; readonly weekday: Text } {
  const at = new Date(`${date}T00:00:00Z`)
  const days = Math.round((at.getTime() - Math.floor((nowMs + CHINA_MS) / DAY_MS) * DAY_MS) / DAY_MS)
  const near = [
    { zh: '今天', en: 'Today' },
    { zh: '明天', en: 'Tomorrow' },
  ][days]
  const weekday = at.getUTCDay()
  return {
    date: {
      zh: `${String(at.getUTCMonth() + 1)}月${String(at.getUTCDate())}日`,
      en: `${String(at.getUTCDate())} ${MONTHS[at.getUTCMonth()] ?? ''}`,
    },
    weekday: near ?? { zh: WEEKDAYS_ZH[weekday] ?? '', en: WEEKDAYS_EN[weekday] ?? '' },
  }
}

/** From when until when: `10:00–10:30`. */
export function spanText({ starts_at, ends_at }: Pick<Slot, 'starts_at' | 'ends_at'>): string {
  return `${clock(starts_at)}–${clock(ends_at)}`
}

/** The date in China of an instant. */
export function chinaDate(instant: string): string {
  return new Date(Date.parse(instant) + CHINA_MS).toISOString().slice(0, 10)
}

function clock(instant: string): string {
  return new Date(Date.parse(instant) + CHINA_MS).toISOString().slice(11, 16)
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)]
}
