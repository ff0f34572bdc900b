/**
 * How far a degree and its photo have come, in words. Every state of the API has its words here: a
 * new one is an error of the compiler until somebody has found them.
 */
import type { Schemas } from '../api/types'

import type { Text } from './text'

/** What a state means for the student; colour and icon go by it, never colour alone. */
export type Tone = 'waiting' | 'good' | 'attention' | 'ended'

/** A state for people. */
export interface StateWords {
  readonly label: Text
  readonly tone: Tone
}

/** Names of the states of a submission. */
export type SubmissionStateName = Schemas['SubmissionStateView']['state']

/** Names of the states of a degree. */
export type DegreeStateName = Schemas['DegreeStateView']['state']

const SUBMISSION: Readonly<Record<SubmissionStateName, StateWords>> = {
  'awaiting-photo': words('attention', '待拍摄', 'Photo needed'),
  'awaiting-confirmation': words('attention', '待提交', 'Not submitted yet'),
  'awaiting-review': words('waiting', '待审核', 'In review'),
  withdrawn: words('attention', '已撤回', 'Withdrawn'),
  rejected: words('attention', '未通过', 'Not accepted'),
  approved: words('good', '审核通过', 'Approved'),
  voided: words('ended', '已取出', 'Taken out'),
  expired: words('ended', '已过期', 'Not finished in time'),
}

const DEGREE: Readonly<Record<DegreeStateName, StateWords>> = {
  proposed: words('attention', '待确认', 'To be confirmed'),
  bound: words('good', '已添加', 'Added'),
  declined: words('ended', '不是本人', 'Not yours'),
  released: words('ended', '已解除', 'Released'),
  erased: words('ended', '已删除', 'Erased'),
}

/** A submission's state for people. */
export function submissionState(name: SubmissionStateName): StateWords {
  return SUBMISSION[name]
}

/** A degree's state for people. */
export function degreeState(name: DegreeStateName): StateWords {
  return DEGREE[name]
}

/** The stations of a portrait, as home shows them on one line. */
export const STATIONS: readonly Text[] = [
  { zh: '采集', en: 'Photo' },
  { zh: '审核', en: 'Review' },
  { zh: '制作', en: 'Making' },
  { zh: '学信网', en: 'Registry' },
  { zh: '寄送', en: 'Delivery' },
]

/**
 * How many stations are behind the photo: the index of the one at which it is. Delivery is where it is once the registry
 * has it and may have recognised the person.
 */
export function stationsPassed(name: SubmissionStateName, registry?: Schemas['RegistryProgressView'] | null): number {
  switch (name) {
    case 'awaiting-review':
      return 1
    case 'approved':
      return registry == null ? 2 : atRegistry(registry)
    case 'awaiting-photo':
    case 'awaiting-confirmation':
    case 'withdrawn':
    case 'rejected':
    case 'voided':
    case 'expired':
      return 0
  }
}

function atRegistry({ step, identity }: Schemas['RegistryProgressView']): number {
  switch (step) {
    case 'waiting':
    case 'preparing':
      return 2
    case 'sent':
    case 'refused':
      return 3
    case 'accepted':
      return identity == null || identity === 'same-person' ? 4 : 3
  }
}

/** Where a station lies, seen from the photo. */
export type StationStand = 'behind' | 'here' | 'ahead'

/** Where station `at` lies when `passed` of them are behind the photo. */
export function stationStand(at: number, passed: number): StationStand {
  if (at < passed) return 'behind'
  return at === passed ? 'here' : 'ahead'
}

const STANDS: Readonly<Record<StationStand, Text>> = {
  behind: { zh: '已完成', en: 'done' },
  here: { zh: '进行中', en: 'now' },
  ahead: { zh: '未开始', en: 'to come' },
}

/** The same in words, for who cannot see the line. */
export function stationStandText(stand: StationStand): Text {
  return STANDS[stand]
}

function words(tone: Tone, zh: string, en: string): StateWords {
  return { tone, label: { zh, en } }
}
