/**
 * The sample of a set as photos in a reviewer's hand. They were taken with the set and stay as long as it does; nothing
 * is added, and nothing is given back one by one.
 */
import { onScopeDispose, readonly, shallowReadonly, shallowRef } from 'vue'

import type { ApiError } from '@caixiang/shared/api/failure'
import type { Schemas } from '@caixiang/shared/api/types'

import { isGone } from '../meanwhile'
import { createClaims, createStack } from '../useHand/useHand'
import type { Hand, HandSettings } from '../useHand/useHand'

type Sheet = Schemas['ReviewSheetView']

/** One that was decided and undone is in hand for three minutes, like any other. */
const RENEW_MS = 60_000

interface Sample {
  /** Those that are not decided. */
  readonly sheets: readonly Sheet[]
  /** Submissions whose decision was taken back before the desk was opened again: no longer in hand. */
  readonly undone: readonly string[]
  /** One of them is not the reviewer's to decide any more. */
  readonly onLost: (submission: string, error: ApiError) => void
}

/** Opens the hand. */
export function useSample({ sheets, undone, onLost }: Sample, settings: HandSettings): Hand {
  const stack = createStack(sheets)
  const claims = createClaims(settings)
  const again = new Set(undone)
  const skipped = shallowRef<readonly string[]>([])
  const failure = shallowRef<ApiError>()

  async function renew({ submission, round }: Sheet): Promise<void> {
    const error = await claims.claim(submission, round ?? null)
    if (error !== undefined && isGone(error)) onLost(submission, error)
  }

  function renewAll(): void {
    for (const sheet of stack.sheets.value) if (again.has(sheet.submission)) void renew(sheet)
  }

  async function take(submission: string, round: Schemas['ReviewRound'] | null = null): Promise<ApiError | undefined> {
    const { data, error } = await claims.take(submission, round)
    if (data !== undefined) {
      again.add(submission)
      stack.lay(data)
    } else if (isGone(error)) onLost(submission, error)
    return error
  }

  /** The whole sample has to be decided: what is skipped comes last. */
  function skip(): void {
    const { value: sheet } = stack.current
    if (sheet === undefined || stack.sheets.value.length < 2) return
    stack.drop(sheet.submission)
    stack.append([sheet])
  }

  renewAll()
  const timer = setInterval(renewAll, RENEW_MS)
  onScopeDispose(() => {
    clearInterval(timer)
  })

  return {
    sheets: shallowReadonly(stack.sheets),
    at: readonly(stack.at),
    current: stack.current,
    skipped: shallowReadonly(skipped),
    failure: readonly(failure),
    isAsked: readonly(shallowRef(true)),
    browse: stack.browse,
    drop: stack.drop,
    fill: () => Promise.resolve(true),
    skip,
    forgive: () => Promise.resolve(true),
    take,
  }
}
