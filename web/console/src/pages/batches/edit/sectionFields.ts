/** Which fields stand in which part of the form. */
import type { PlanDraft } from '../../../features/batch/draft'

import type { SectionName } from './words'

export const SECTION_FIELDS = {
  basics: ['name', 'mode', 'featureCode', 'region', 'slug'],
  schools: ['schools', 'cohorts'],
  window: ['opensAt', 'closesAt', 'hasHours', 'hoursFrom', 'hoursUntil'],
  photos: ['spec', 'glasses', 'capture', 'background', 'photoNotBefore'],
  rules: ['attempts', 'checks', 'replaceDays', 'price', 'review', 'originalsDays', 'portraitsDays'],
  notice: ['noticeZh', 'noticeEn'],
} as const satisfies Record<SectionName, readonly (keyof PlanDraft)[]>
