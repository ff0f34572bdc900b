/**
 * Photos in a reviewer's hand: a few ahead, so that the next one is there before it is needed; kept while somebody
 * works, and given back when the desk is left.
 */
import { computed, onScopeDispose, readonly, shallowReadonly, shallowRef } from 'vue'
import type { Ref } from 'vue'

import type { Result } from '@caixiang/shared/api/client'
import type { ApiError } from '@caixiang/shared/api/failure'
import type { Schemas } from '@caixiang/shared/api/types'
import type { Api } from '../../../lib/api'
import { useRepeating } from '../../../lib/useRepeating/useRepeating'
import type { Session } from '../../session/useSession/useSession'
import { choiceOf } from '../choice'
import type { Filters } from '../choice'
import { isGone } from '../meanwhile'

type Sheet = Schemas['ReviewSheetView']

/**
 * How many are in hand at a time: work for about a minute without a network. The service lets one have thirty, with those
 * whose decision is on its way; what one has in hand, colleagues wait for.
 */
const AHEAD = 12

/** Below that, more are taken. */
const LOW = 9

/** The most that the service gives at a time. */
const AT_A_TIME = 10

/** Between two questions for more, where there are not enough. */
const MORE_MS = 10_000

/** A photo is in hand for three minutes. */
const RENEW_MS = 60_000

/** The most that the service leaves out. */
const MOST_EXCEPT = 200

export interface HandSettings {
  readonly api: Api
  readonly session: Pick<Session, 'isOver'>
  readonly filters: Filters
  /** Submissions whose decision is on its way: the service still has them in this reviewer's hand. */
  readonly onTheirWay: () => readonly string[]
  /** Whether this reviewer has decided about a photo. */
  readonly isDecided: (photo: string) => boolean
  /** Whether somebody works here. */
  readonly isPresent: Readonly<Ref<boolean>>
  /** A photo is no longer the reviewer's to decide. */
  readonly onLost: (sheet: Sheet, error: ApiError) => void
}

/** The photos and the one that is looked at. */
export function createStack(first: readonly Sheet[] = []) {
  const sheets = shallowRef(first)
  const at = shallowRef(0)
  const current = computed(() => sheets.value[Math.min(at.value, sheets.value.length - 1)])

  function browse(step: 1 | -1): void {
    at.value = Math.max(0, Math.min(sheets.value.length - 1, Math.min(at.value, sheets.value.length - 1) + step))
  }

  function drop(submission: string): void {
    const gone = sheets.value.findIndex((sheet) => sheet.submission === submission)
    if (gone < 0) return
    // The one that is looked at stays where it is.
    if (gone < at.value) at.value -= 1
    sheets.value = sheets.value.filter((_, index) => index !== gone)
    if (at.value >= sheets.value.length) at.value = 0
  }

  /** Puts one where it is looked at next. */
  function lay(sheet: Sheet): void {
    drop(sheet.submission)
    const before = sheets.value
    sheets.value = [...before.slice(0, at.value), sheet, ...before.slice(at.value)]
  }

  function append(more: readonly Sheet[]): void {
    const known = new Set(sheets.value.map(({ submission }) => submission))
    sheets.value = [...sheets.value, ...more.filter(({ submission }) => !known.has(submission))]
  }

  return { sheets, at, current, browse, drop, lay, append }
}

type Stack = ReturnType<typeof createStack>

/** What the service is asked about photos in hand. */
export function createClaims({ api, session }: Pick<HandSettings, 'api' | 'session'>) {
  async function release(submission: string): Promise<void> {
    await api.DELETE('/api/v1/submissions/{id}/claim', { params: { path: { id: submission } } })
  }

  /** Takes in hand, or keeps; why that did not work. */
  async function claim(submission: string, round: Schemas['ReviewRound'] | null): Promise<ApiError | undefined> {
    const params = { path: { id: submission } }
    const { error } = await api.PUT('/api/v1/submissions/{id}/claim', { params, body: { round } })
    session.isOver(error)
    return error
  }

  /** Takes in hand what was undone, or chosen in the queue, and reads it anew; why that did not work. */
  async function take(submission: string, round: Schemas['ReviewRound'] | null): Promise<Result<Sheet>> {
    const refused = await claim(submission, round)
    if (refused !== undefined) return { error: refused }
    const found = await api.GET('/api/v1/submissions/{id}/review', { params: { path: { id: submission } } })
    session.isOver(found.error)
    return found
  }

  return { release, claim, take }
}

/** Keeps what is in hand while somebody works, and gives it back when the desk is left. */
function useKeeping({ isPresent, onLost }: HandSettings, stack: Stack, { release, claim }: ReturnType<typeof createClaims>) {
  async function renew(sheet: Sheet): Promise<boolean> {
    const error = await claim(sheet.submission, sheet.round ?? null)
    if (error === undefined || !isGone(error)) return error === undefined
    // Unless it was decided by the own hand meanwhile: then nobody was faster.
    if (stack.sheets.value.includes(sheet)) {
      stack.drop(sheet.submission)
      onLost(sheet, error)
    }
    return true
  }

  async function renewAll(): Promise<boolean> {
    const renewed = await Promise.all(stack.sheets.value.map(renew))
    return renewed.every(Boolean)
  }

  function releaseAll(): void {
    for (const { submission } of stack.sheets.value) void release(submission)
  }

  /** After a while in the browser's memory, the photos may be in other hands. */
  function comeBack({ persisted }: PageTransitionEvent): void {
    if (persisted) void renewAll()
  }

  useRepeating(renewAll, RENEW_MS, isPresent)
  window.addEventListener('pagehide', releaseAll)
  window.addEventListener('pageshow', comeBack)
  onScopeDispose(() => {
    releaseAll()
    window.removeEventListener('pagehide', releaseAll)
    window.removeEventListener('pageshow', comeBack)
  })
}

/** Opens the hand; it is filled at once and until its page is left. */
export function useHand(settings: HandSettings) {
  const { api, session, filters, onTheirWay, isDecided, isPresent } = settings
  const stack = createStack()
  const { sheets } = stack
  const claims = createClaims(settings)
  const skipped = shallowRef<readonly string[]>([])
  const failure = shallowRef<ApiError>()
  const isAsked = shallowRef(false)
  const scope = { isLeft: false }

  async function fill(): Promise<boolean> {
    // What is on the desk is not asked for again: each sheet comes once.
    const here = sheets.value.map(({ submission }) => submission)
    const except = [...skipped.value, ...onTheirWay(), ...here].slice(-MOST_EXCEPT)
    const count = Math.max(1, Math.min(AT_A_TIME, AHEAD - here.length))
    const body = { ...choiceOf(filters), count, except }
    const { data, error } = await api.POST('/api/v1/reviews/next', { body })
    session.isOver(error)
    failure.value = error
    if (data === undefined) return false
    if (scope.isLeft) {
      await Promise.all(data.items.map(({ submission }) => claims.release(submission)))
      return true
    }
    // Some may have been decided or skipped while the answer was under way.
    stack.append(data.items.filter(({ submission, photo }) => !skipped.value.includes(submission) && !isDecided(photo)))
    isAsked.value = true
    return true
  }

  function skip(): void {
    const { value: sheet } = stack.current
    if (sheet === undefined) return
    skipped.value = [...skipped.value, sheet.submission]
    stack.drop(sheet.submission)
    void claims.release(sheet.submission)
  }

  /** What was skipped comes again. */
  function forgive(): Promise<boolean> {
    skipped.value = []
    return fill()
  }

  /** Lays a photo on the desk: one that was undone, or chosen in the queue. Why that did not work. */
  async function take(submission: string, round: Schemas['ReviewRound'] | null = null): Promise<ApiError | undefined> {
    const { data, error } = await claims.take(submission, round)
    if (data !== undefined) stack.lay(data)
    return error
  }

  useRepeating(fill, MORE_MS, () => isPresent.value && sheets.value.length < LOW)
  useKeeping(settings, stack, claims)
  onScopeDispose(() => {
    scope.isLeft = true
  })

  return {
    sheets: shallowReadonly(sheets),
    at: readonly(stack.at),
    current: stack.current,
    skipped: shallowReadonly(skipped),
    failure: readonly(failure),
    /** Whether the service has said what there is. */
    isAsked: readonly(isAsked),
    browse: stack.browse,
    drop: stack.drop,
    fill,
    skip,
    forgive,
    take,
  }
}

export type Hand = ReturnType<typeof useHand>
