/** What can be told of a plan before it is sent: what the service would refuse, and what nobody could use. */
import { fenOf } from '@caixiang/shared/money/fen'
import type { Text } from '@caixiang/shared/text/text'
import { parseFeatureCode, parseLinkSlug } from '@caixiang/shared/validation/codes'

import { isDay } from '../../lib/chinaTime'
import type { Advice } from '../../lib/useForm/useForm'
import { text } from '../../words'

import { hoursEnd } from './draft'
import type { CohortDraft, PlanDraft } from './draft'

/** What the fields of numbers hold at most: what the service stores. */
const MOST = { attempts: 255, checks: 65_535, replaceDays: 255, originalsDays: 65_535, portraitsDays: 65_535 } as const

/** What is wrong, by the field; of a draft too, since everything of it can be said before it is opened. */
export function adviceOf(draft: Readonly<PlanDraft>): Advice<PlanDraft> {
  return {
    name: draft.name.trim() === '' ? text('请填写批次名称。', 'Give the batch a name.') : undefined,
    ...placeAdvice(draft),
    cohorts: draft.cohorts.some((cohort) => !isWhole(cohort))
      ? text('请填写入学年份、层次和毕业年月，或去掉这一行。', 'Enter year, level and month, or remove the line.')
      : undefined,
    ...windowAdvice(draft),
    ...numberAdvice(draft),
    background: /^#[\da-f]{6}$/i.test(draft.background) ? undefined : text('请选择一个颜色。', 'Choose a colour.'),
    capture: draft.capture.length === 0 ? text('请至少选择一种照片来源。', 'Choose at least one.') : undefined,
    price: fenOf(draft.price) === undefined ? text('请填写金额，最多两位小数。', 'Enter an amount with at most two decimals.') : undefined,
    photoNotBefore: draft.photoNotBefore === '' || isDay(draft.photoNotBefore) ? undefined : text('请填写日期。', 'Enter a date.'),
    slug: parseLinkSlug(draft.slug.trim()) === undefined
      ? text('链接结尾为 4 到 32 位小写字母、数字和短横线。', 'The end of the link has 4 to 32 of a–z, 0–9 and -.')
      : undefined,
  }
}

function placeAdvice({ mode, featureCode, region, schools }: Readonly<PlanDraft>): Advice<PlanDraft> {
  if (mode === 'individual') {
    return { region: region === '' ? text('请选择地区。', 'Choose a region.') : undefined }
  }
  const isCode = featureCode.trim() === '' || parseFeatureCode(featureCode) !== undefined
  return {
    featureCode: isCode ? undefined : text('特征码为 4 到 8 位字母和数字。', 'A feature code has 4 to 8 letters and digits.'),
    schools: schools.length === 0 ? text('集中采集至少需要一所学校。', 'A group batch needs at least one school.') : undefined,
  }
}

function windowAdvice(draft: Readonly<PlanDraft>): Advice<PlanDraft> {
  const { opensAt, closesAt, hasHours, hoursFrom, hoursUntil } = draft
  const missing = text('请填写日期和时间。', 'Enter day and time.')
  const isBackwards = opensAt !== '' && closesAt !== '' && closesAt <= opensAt
  const areHoursBackwards = hasHours && (hoursFrom === '' || hoursUntil === '' || hoursEnd(draft) <= hoursFrom)
  return {
    opensAt: opensAt === '' ? missing : undefined,
    closesAt: closesAt === '' ? missing : isBackwards ? text('截止时间要晚于开始时间。', 'It has to close after it opens.') : undefined,
    hoursUntil: areHoursBackwards ? text('每天的结束时间要晚于开始时间。', 'The daily hours have to end after they begin.') : undefined,
  }
}

function numberAdvice(draft: Readonly<PlanDraft>): Advice<PlanDraft> {
  const least = (name: keyof typeof MOST, from: number): Text | undefined => {
    const number = /^\d{1,5}$/.test(draft[name].trim()) ? Number(draft[name]) : Number.NaN
    if (number >= from && number <= MOST[name]) return undefined
    return text(`请填写 ${String(from)} 到 ${String(MOST[name])} 的整数。`, `Enter a whole number from ${String(from)} to ${String(MOST[name])}.`)
  }
  return {
    attempts: least('attempts', 1),
    checks: least('checks', 1),
    replaceDays: least('replaceDays', 1),
    originalsDays: least('originalsDays', 0),
    portraitsDays: least('portraitsDays', 0),
  }
}

function isWhole({ gradeYear, level, graduation }: CohortDraft): boolean {
  return /^\d{4}$/.test(gradeYear.trim()) && level.trim() !== '' && /^\d{4}-(?:0[1-9]|1[0-2])$/.test(graduation)
}
