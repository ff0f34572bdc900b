/** A batch's plan as fields of a form hold it, and back: times in China, money in yuan, numbers as they are typed. */
import type { Schemas } from '@caixiang/shared/api/types'
import { fenOf, yuanOf } from '@caixiang/shared/money/fen'

import { dayAfter, dayOf, fieldOf, instantOf } from '../../lib/chinaTime'

export type Plan = Schemas['PlanBody']

/** Who graduates, as it is typed. */
export interface CohortDraft {
  gradeYear: string
  level: string
  graduation: string
}

/** The fields of the form. */
export interface PlanDraft {
  name: string
  mode: 'group' | 'individual'
  /** Empty has one made. */
  featureCode: string
  /** Of a batch for those who come one by one. */
  region: string
  /** Codes. */
  schools: readonly string[]
  cohorts: readonly CohortDraft[]
  opensAt: string
  closesAt: string
  hasHours: boolean
  hoursFrom: string
  hoursUntil: string
  spec: string
  background: string
  capture: readonly Schemas['CaptureSource'][]
  attempts: string
  checks: string
  replaceDays: string
  /** In yuan. */
  price: string
  originalsDays: string
  portraitsDays: string
  photoNotBefore: string
  glasses: Schemas['Glasses']
  review: Schemas['ReviewPolicy']
  noticeZh: string
  noticeEn: string
  slug: string
}

/** How long a new batch collects unless something else is said. */
const USUAL_DAYS = 30

/** A batch to begin with: the usual numbers, from tomorrow on. */
export function newDraft(nowMs: number): PlanDraft {
  const tomorrow = dayAfter(dayOf(nowMs), 1)
  return {
    name: '',
    mode: 'group',
    featureCode: '',
    region: '',
    schools: [],
    cohorts: [],
    opensAt: `${tomorrow}T08:00`,
    closesAt: `${dayAfter(tomorrow, USUAL_DAYS)}T18:00`,
    hasHours: false,
    hoursFrom: '08:00',
    hoursUntil: '22:00',
    spec: 'guangdong-2023',
    background: '#64c5ff',
    capture: ['live-camera', 'album'],
    attempts: '3',
    checks: '10',
    replaceDays: '2',
    price: '0',
    originalsDays: '90',
    portraitsDays: '365',
    photoNotBefore: '',
    glasses: 'forbidden',
    review: 'centre',
    noticeZh: '',
    noticeEn: '',
    slug: '',
  }
}

/** The fields of a plan. */
export function draftOf(plan: Plan): PlanDraft {
  const { mode, window, rules } = plan
  return {
    name: plan.name,
    mode: mode.mode,
    featureCode: mode.mode === 'group' ? (mode.feature_code ?? '') : '',
    region: mode.mode === 'individual' ? mode.region : '',
    schools: plan.schools,
    cohorts: plan.cohorts.map(({ grade_year: year, level, graduation }) => ({ gradeYear: String(year), level, graduation })),
    opensAt: fieldOf(window.opens_at),
    closesAt: fieldOf(window.closes_at),
    hasHours: window.daily_hours != null,
    hoursFrom: window.daily_hours?.from ?? '08:00',
    hoursUntil: window.daily_hours?.until.replace(MIDNIGHT, '00:00') ?? '22:00',
    spec: rules.spec,
    background: rules.background,
    capture: rules.capture,
    attempts: String(rules.attempts_limit),
    checks: String(rules.free_checks_limit),
    replaceDays: String(rules.replace_within_days),
    price: yuanOf(rules.price_fen),
    originalsDays: String(rules.originals_days),
    portraitsDays: String(rules.portraits_days),
    photoNotBefore: rules.photo_not_before ?? '',
    glasses: rules.glasses,
    review: rules.review,
    noticeZh: plan.notice.zh,
    noticeEn: plan.notice.en,
    slug: plan.slug,
  }
}

/** The end of a day on the wire; a field for a time holds `00:00` in its place. */
const MIDNIGHT = '24:00'

/** The end of the daily hours, to be compared and sent. */
export function hoursEnd({ hoursUntil }: Pick<PlanDraft, 'hoursUntil'>): string {
  return hoursUntil === '00:00' ? MIDNIGHT : hoursUntil
}

/** The plan of fields that were checked; `known` is the one that was read, where there is one. */
export function planOf(draft: PlanDraft, known?: Plan): Plan {
  // A field has no seconds: an instant that nobody has touched goes back as it came.
  const instant = (field: 'opensAt' | 'closesAt', before: string | undefined) =>
    before !== undefined && fieldOf(before) === draft[field] ? before : instantOf(draft[field])
  return {
    name: draft.name.trim(),
    mode: modeOf(draft),
    schools: [...draft.schools],
    cohorts: draft.cohorts.map(({ gradeYear, level, graduation }) => ({
      grade_year: Number(gradeYear),
      level: level.trim(),
      graduation,
    })),
    window: {
      opens_at: instant('opensAt', known?.window.opens_at),
      closes_at: instant('closesAt', known?.window.closes_at),
      daily_hours: draft.hasHours ? { from: draft.hoursFrom, until: hoursEnd(draft) } : null,
    },
    rules: {
      spec: draft.spec,
      background: draft.background,
      capture: [...draft.capture],
      attempts_limit: Number(draft.attempts),
      free_checks_limit: Number(draft.checks),
      replace_within_days: Number(draft.replaceDays),
      price_fen: fenOf(draft.price) ?? 0,
      originals_days: Number(draft.originalsDays),
      portraits_days: Number(draft.portraitsDays),
      photo_not_before: draft.photoNotBefore === '' ? null : draft.photoNotBefore,
      glasses: draft.glasses,
      review: draft.review,
    },
    notice: { zh: draft.noticeZh.trim(), en: draft.noticeEn.trim() },
    slug: draft.slug.trim().toLowerCase(),
  }
}

function modeOf({ mode, featureCode, region }: PlanDraft): Plan['mode'] {
  if (mode === 'individual') return { mode, region }
  const code = featureCode.trim()
  return code === '' ? { mode } : { mode, feature_code: code }
}

/** A new batch after the pattern of another one: what is unique is left to be said anew. */
export function cloneOf(plan: Plan, nowMs: number): PlanDraft {
  const { opensAt, closesAt } = newDraft(nowMs)
  return { ...draftOf(plan), featureCode: '', slug: '', opensAt, closesAt, photoNotBefore: '' }
}
