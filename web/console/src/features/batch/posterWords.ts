/**
 * What the poster of a plan will say, while the plan is typed. The service draws posters of batches that are saved; this
 * follows its words (`crates/app/src/poster/words.rs`, `crates/print/src/poster.rs`), Chinese with a line of English.
 */
import { fenOf } from '@caixiang/shared/money/fen'

import { dayOf, fieldOf, instantOf } from '../../lib/chinaTime'

import { hoursEnd } from './draft'
import type { PlanDraft } from './draft'
import { addressOf } from './preview'

/** A poster in words; what is empty is left out. */
export interface PosterWords {
  readonly forWhom: string
  /** Name of the batch, where it is not the heading already. */
  readonly batch: string
  /** None for those who come one by one. */
  readonly featureCode: string | undefined
  readonly dates: readonly string[]
  readonly price: string
  readonly steps: readonly { readonly zh: string; readonly en: string }[]
  readonly dress: string
  /** To be typed, without what only the QR code carries. */
  readonly address: string
  readonly centre: string
  readonly contact: string
}

/** Names that the plan has by their codes and ids, and who collects. */
export interface PosterSurroundings {
  /** Names of schools by code. */
  readonly schools: ReadonlyMap<string, string>
  /** Name of the region of a batch for those who come one by one. */
  readonly region: string | undefined
  readonly centre: { readonly name: string; readonly support_contact: string } | undefined
  readonly origin: string
}

/** The words of the poster. */
export function posterWords(draft: PlanDraft, { schools, region, centre, origin }: PosterSurroundings): PosterWords {
  const name = draft.name.trim()
  const forWhom = (draft.mode === 'individual' ? region : schoolsText(draft.schools, schools)) ?? name
  const fen = fenOf(draft.price) ?? 0
  return {
    forWhom,
    batch: forWhom === name ? '' : name,
    featureCode: draft.mode === 'group' ? draft.featureCode.trim().toUpperCase() : undefined,
    dates: datesOf(draft),
    price: fen > 0 ? `¥${(fen / 100).toFixed(2)}` : '',
    steps: stepsOf(draft),
    dress: `拍照准备：站在浅色墙前，穿深色有领上衣，露出眉毛和双耳${draft.glasses === 'forbidden' ? '、不戴眼镜' : ''}，不化浓妆、不美颜`,
    address: addressOf(origin, { slug: draft.slug, mode: 'individual', featureCode: '' }),
    centre: centre?.name ?? '',
    contact: centre?.support_contact ?? '',
  }
}

function schoolsText(codes: readonly string[], names: ReadonlyMap<string, string>): string | undefined {
  const [first, ...others] = codes.map((code) => names.get(code) ?? code)
  if (first === undefined) return undefined
  return others.length <= 1 ? [first, ...others].join('、') : `${first}等 ${String(codes.length)} 所学校`
}

function datesOf(draft: PlanDraft): readonly string[] {
  const { opensAt, closesAt } = draft
  const opening = opensAt === '' ? [] : [`${dayText(opensAt)}${opensAt.endsWith('T00:00') ? '' : ` ${opensAt.slice(11, 16)}`} 起`]
  const closing = closesAt === '' ? [] : [`${lastMoment(closesAt)} 止`]
  const hours = draft.hasHours ? [`每天 ${draft.hoursFrom}–${hoursEnd(draft)}`] : []
  return [...opening, ...closing, ...hours]
}

/** Midnight ends the day before. */
function lastMoment(field: string): string {
  if (!field.endsWith('T00:00')) return `${dayText(field)} ${field.slice(11, 16)}`
  const at = Date.parse(instantOf(field))
  return Number.isNaN(at) ? '' : `${dayText(fieldOf(dayOf(at - 60_000)))} 24:00`
}

function dayText(field: string): string {
  const [year = '', month = '', date = ''] = field.slice(0, 10).split('-')
  return `${year}年${String(Number(month))}月${String(Number(date))}日`
}

function stepsOf({ capture }: PlanDraft): PosterWords['steps'] {
  const isAtHome = capture.some((source) => source !== 'onsite')
  return [
    { zh: '扫码进入，用手机号登录', en: 'Scan and sign in with your phone number' },
    { zh: '填证件号码后四位，上传学信网的采集码', en: 'Last four of your ID, and the collection code of CHSI' },
    isAtHome
      ? { zh: '请同学用后置摄像头帮你拍，几秒知道合不合格', en: 'A friend takes it with the rear camera; the check takes seconds' }
      : { zh: '按预约的时间到现场拍摄', en: 'Have it taken at the time that you booked' },
    { zh: '提交审核，结果会通知你', en: 'Submit it; you are told the result' },
  ]
}
