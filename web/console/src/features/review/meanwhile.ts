/** Who was faster than a reviewer, and with what: from the members of a refusal. */
import type { ApiError } from '@caixiang/shared/api/failure'
import { failureText, hasCode } from '@caixiang/shared/api/failure'
import { known } from '@caixiang/shared/text/known'
import type { Text } from '@caixiang/shared/text/text'

import { text } from '../../words'

/** What happened to the photo, as the service writes it. */
const HAPPENED: Readonly<Record<string, Text>> = {
  withdrawn: text('学生撤回了这张照片', 'The student withdrew this photo'),
  approved: text('这张照片已审核通过', 'This photo was approved'),
  rejected: text('这张照片已被退回', 'This photo was rejected'),
  'passed-on': text('这张照片已进入另一轮审核', 'This photo went on to another round'),
  'another-photo': text('学生换了一张照片', 'The student has another photo by now'),
  ended: text('这份采集已结束', 'This submission has ended'),
}

/** A member of the refusal, where it is a text. */
function member(error: ApiError, name: 'what' | 'by' | 'at'): string | undefined {
  if (error.kind !== 'problem') return undefined
  const value: unknown = error.problem[name]
  return typeof value === 'string' ? value : undefined
}

/** Whether the photo is no longer this reviewer's to decide. */
export function isGone(error: ApiError): boolean {
  return (['decided-meanwhile', 'in-other-hands', 'not-found', 'consent-missing', 'other-round'] as const).some((code) =>
    hasCode(error, code),
  )
}

/** Why a photo left the desk before anything was decided: without a word about a decision. */
export function lostText(error: ApiError): Text {
  const what = member(error, 'what')
  const happened = what === undefined ? undefined : known(HAPPENED, what)
  const by = member(error, 'by')
  if (hasCode(error, 'decided-meanwhile') && happened !== undefined) {
    return text(
      `${happened.zh}${by === undefined ? '' : `（${by}）`}，已从审核台移开。`,
      `${happened.en}${by === undefined ? '' : ` by ${by}`}; it has left your desk.`,
    )
  }
  if (hasCode(error, 'in-other-hands') && by !== undefined) {
    return text(`${by} 正在审核这张照片，已从审核台移开。`, `${by} is looking at this photo; it has left your desk.`)
  }
  return failureText(error)
}

/**
 * When the own decision arrived, of which no answer came: what the service has is by the same name and the same
 * word. Milliseconds since 1970; nothing where somebody else was first.
 */
export function arrivedMs(error: ApiError, decision: 'approve' | 'reject', name: string): number | undefined {
  const expected = decision === 'approve' ? 'approved' : 'rejected'
  if (!hasCode(error, 'decided-meanwhile')) return undefined
  if (member(error, 'what') !== expected || member(error, 'by') !== name) return undefined
  const at = Date.parse(member(error, 'at') ?? '')
  return Number.isNaN(at) ? 0 : at
}
