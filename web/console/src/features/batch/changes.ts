/** What differs between two plans, field by field; and how what two people have changed is put together. */
import type { Text } from '@caixiang/shared/text/text'
import { startText } from '@caixiang/shared/time/moment'

import { instantOf } from '../../lib/chinaTime'
import { text } from '../../words'

import type { CohortDraft, PlanDraft } from './draft'
import { CAPTURE, GLASSES, MODES, PLAN_FIELDS, REVIEW, SPECS } from './words'

/** A field with what it was and what it is. */
export interface Change {
  readonly field: keyof PlanDraft
  readonly before: Text
  readonly after: Text
}

const FIELDS = Object.keys(PLAN_FIELDS) as (keyof PlanDraft)[]

/** Fields that two plans have differently. */
export function changedFields(before: PlanDraft, after: PlanDraft): readonly (keyof PlanDraft)[] {
  return FIELDS.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
}

/** The same, in words. */
export function changesBetween(before: PlanDraft, after: PlanDraft): readonly Change[] {
  return changedFields(before, after).map((field) => ({
    field,
    before: valueText(before, field),
    after: valueText(after, field),
  }))
}

/** Theirs, with what was changed in the form since `base`. */
export function merged(base: PlanDraft, mine: PlanDraft, theirs: PlanDraft): PlanDraft {
  const own = changedFields(base, mine).map((field) => [field, mine[field]] as const)
  return { ...theirs, ...Object.fromEntries(own) }
}

/** A value for people. */
export function valueText(draft: PlanDraft, field: keyof PlanDraft): Text {
  switch (field) {
    case 'mode':
      return MODES[draft.mode]
    case 'glasses':
      return GLASSES[draft.glasses]
    case 'review':
      return REVIEW[draft.review]
    case 'spec':
      return SPECS[draft.spec] ?? same(draft.spec)
    case 'capture':
      return joined(draft.capture.map((source) => CAPTURE[source]))
    case 'schools':
      return same(draft.schools.length === 0 ? NOTHING : draft.schools.join(' '))
    case 'cohorts':
      return joined(draft.cohorts.map(cohortText))
    case 'opensAt':
    case 'closesAt':
      return draft[field] === '' ? same(NOTHING) : startText(instantOf(draft[field]))
    case 'hasHours':
      return draft.hasHours ? text('是', 'Yes') : text('否', 'No')
    case 'price':
      return same(`¥${draft.price}`)
    case 'replaceDays':
    case 'originalsDays':
    case 'portraitsDays':
      return text(`${draft[field]} 天`, `${draft[field]} days`)
    case 'name':
    case 'featureCode':
    case 'region':
    case 'hoursFrom':
    case 'hoursUntil':
    case 'background':
    case 'attempts':
    case 'checks':
    case 'photoNotBefore':
    case 'noticeZh':
    case 'noticeEn':
    case 'slug':
      return same(draft[field] === '' ? NOTHING : draft[field])
  }
}

const NOTHING = '—'

/** `23级专升本 2027-01`, as schools write it. */
function cohortText({ gradeYear, level, graduation }: CohortDraft): Text {
  return same(`${gradeYear.slice(-2)}级${level} ${graduation}`)
}

function same(value: string): Text {
  return text(value, value)
}

function joined(texts: readonly Text[]): Text {
  if (texts.length === 0) return same(NOTHING)
  return text(texts.map(({ zh }) => zh).join('、'), texts.map(({ en }) => en).join(', '))
}
