/**
 * Photos that are approved together: taken in hand, a sample of them decided one by one, the others approved once all
 * of the sample is. Whatever the service has not confirmed is not done.
 */
import { computed, onScopeDispose, readonly, shallowReadonly, shallowRef } from 'vue'

import type { Result } from '@caixiang/shared/api/client'
import { hasCode } from '@caixiang/shared/api/failure'
import type { ApiError } from '@caixiang/shared/api/failure'
import type { Schemas } from '@caixiang/shared/api/types'

import type { Api } from '../../../lib/api'
import type { Session } from '../../session/useSession/useSession'
import { choiceOf } from '../choice'
import type { Filters } from '../choice'
import type { DecisionItem } from '../decision'
import type { Decisions } from '../useDecisions/useDecisions'

type Photos = Schemas['ReviewSetView']

/** How many are taken, the sample among them: a screen or two of faces. */
const COUNT = 50

/** How long the service keeps a set in hand, and how long what was approved can be taken back. */
const SET_MS = 15 * 60_000
const UNDO_MS = 30_000

/** Between two looks at the clock. */
const LOOK_MS = 1_000

/** How far a set has come. */
type SetStage =
  | 'taking'
  /** It could not be asked for. */
  | 'failed'
  /** Nothing that waits can be approved together. */
  | 'nothing'
  | 'sample'
  /** One of the sample was rejected: the others are decided one by one. */
  | 'rejected'
  /** One of the sample is not the reviewer's to decide any more. */
  | 'lost'
  | 'rest'
  /** There were so few that all of them were the sample. */
  | 'all-sample'
  /** Its time is over, or it was approved before. */
  | 'over'
  | 'done'

/** What became of a set. */
interface SetOutcome {
  readonly approved: readonly string[]
  readonly skipped: readonly Skipped[]
  /** Until when it can be taken back, milliseconds since 1970. */
  readonly untilMs: number
  /** How many of the approvals were taken back; none before that. */
  readonly undone?: number
}

/** A photo that was not approved with the others, and where its submission stands now, once that is known. */
interface Skipped {
  readonly item: Schemas['SetItemView']
  readonly state: Schemas['SubmissionView']['state'] | undefined
}

interface Settings {
  readonly api: Api
  readonly session: Pick<Session, 'isOver'>
  readonly decisions: Pick<Decisions, 'listen'>
  readonly filters: Filters
}

/** By this browser's clock, which may be wrong by hours. */
function untilMs(instant: string, askedMs: number, lengthMs: number): number {
  const atMs = Date.parse(instant)
  return atMs > Date.now() ? Math.min(atMs, askedMs + lengthMs) : askedMs + lengthMs
}

/** What was decided about the sample, as far as the service has it. */
function createVerdicts() {
  const verdicts = shallowRef<ReadonlyMap<string, 'approved' | 'rejected' | 'lost'>>(new Map())
  const undone = new Set<string>()
  /** Why one of them is lost. */
  const lost = shallowRef<ApiError>()

  function set(submission: string, verdict: 'approved' | 'rejected' | 'lost' | undefined): void {
    const next = new Map(verdicts.value)
    if (verdict === undefined) next.delete(submission)
    else next.set(submission, verdict)
    verdicts.value = next
  }

  function follow({ submission, state, decision, failure }: DecisionItem): void {
    if (state === 'held' || state === 'settled') set(submission, decision === 'approve' ? 'approved' : 'rejected')
    if (state === 'undone') {
      undone.add(submission)
      set(submission, undefined)
    }
    // It was dropped from the desk, and does not come again: nobody may go on without it.
    if (state === 'refused' && failure !== undefined) lose(submission, failure)
  }

  function lose(submission: string, error: ApiError): void {
    lost.value = error
    set(submission, 'lost')
  }

  function forget(): void {
    lost.value = undefined
    verdicts.value = new Map()
    undone.clear()
  }

  return { verdicts, undone, lost: readonly(lost), lose, follow, forget }
}

/** Which of the others are left out. */
function createChoice(photos: Readonly<{ value: Photos | undefined }>) {
  const out = shallowRef<ReadonlySet<string>>(new Set())
  const count = computed(() => (photos.value?.rest.length ?? 0) - out.value.size)

  function leaveOut(submission: string, isOut: boolean): void {
    const next = new Set(out.value)
    if (isOut) next.add(submission)
    else next.delete(submission)
    out.value = next
  }

  function forget(): void {
    out.value = new Set()
  }

  return { out, count, leaveOut, forget }
}

type Choice = ReturnType<typeof createChoice>

function createClock() {
  const nowMs = shallowRef(Date.now())
  const timer = setInterval(() => {
    nowMs.value = Date.now()
  }, LOOK_MS)
  onScopeDispose(() => {
    clearInterval(timer)
  })
  return nowMs
}

/** The set in hand: taken, and given back. */
function createHolding({ api, session, filters }: Settings, forget: () => void) {
  const photos = shallowRef<Photos>()
  const endMs = shallowRef(0)
  const isTaking = shallowRef(true)
  /** Its time is over, it was given back, or it was approved. */
  const isOver = shallowRef(false)
  const failure = shallowRef<ApiError>()
  const scope = { isLeft: false }

  /** Puts back what is in hand. What is decided stays so. */
  async function release(): Promise<void> {
    const { value: taken } = photos
    if (taken === undefined || isOver.value) return
    isOver.value = true
    const { error } = await api.DELETE('/api/v1/reviews/sets/{id}', { params: { path: { id: taken.id } } })
    session.isOver(error)
  }

  /** Takes a set, in place of the one before. */
  async function take(): Promise<void> {
    isTaking.value = true
    await release()
    photos.value = failure.value = undefined
    forget()
    const askedMs = Date.now()
    const { data, error } = await api.POST('/api/v1/reviews/sets', { body: { ...choiceOf(filters), count: COUNT } })
    session.isOver(error)
    isOver.value = false
    failure.value = error
    // Nothing comes where nothing fits.
    if (data !== undefined) {
      endMs.value = untilMs(data.until, askedMs, SET_MS)
      photos.value = data
    }
    isTaking.value = false
    if (scope.isLeft) await release()
  }

  function leave(): void {
    scope.isLeft = true
    void release()
  }

  window.addEventListener('pagehide', leave)
  onScopeDispose(() => {
    window.removeEventListener('pagehide', leave)
    leave()
  })

  return { photos, endMs, isTaking, isOver, failure, take, release }
}

type Holding = ReturnType<typeof createHolding>

/** Approving the others, and taking that back. */
function createApproving({ api, session }: Settings, { photos, isOver }: Holding, choice: Choice) {
  const outcome = shallowRef<SetOutcome>()

  /** Approves the others; the same key approves once. */
  async function approve(key: string): Promise<Result<Schemas['ApprovedTogetherView']>> {
    const { value: taken } = photos
    const params = { path: { id: taken?.id ?? '' }, header: { 'Idempotency-Key': key } }
    const askedMs = Date.now()
    const body = { count: choice.count.value, except: [...choice.out.value] }
    const done = await api.POST('/api/v1/reviews/sets/{id}/approval', { params, body })
    if (done.data === undefined) {
      if (hasCode(done.error, 'set-over')) isOver.value = true
      return done
    }
    const { approved, skipped, settles_at: settlesAt } = done.data
    const items = (taken?.rest ?? []).filter(({ submission }) => skipped.includes(submission))
    const until = untilMs(settlesAt, askedMs, UNDO_MS)
    outcome.value = { approved, skipped: items.map((item) => ({ item, state: undefined })), untilMs: until }
    // The service has put the others back.
    isOver.value = true
    void explain(items)
    return done
  }

  /** Asks where those stand now that were skipped. */
  async function explain(items: readonly Schemas['SetItemView'][]): Promise<void> {
    const skipped = await Promise.all(items.map(async (item) => {
      const { data } = await api.GET('/api/v1/degrees/{id}/submission', { params: { path: { id: item.degree } } })
      return { item, state: data?.state }
    }))
    if (outcome.value !== undefined) outcome.value = { ...outcome.value, skipped }
  }

  /** Takes the approvals back, as far as they have not taken effect; why that did not work. */
  async function undo(): Promise<ApiError | undefined> {
    const params = { path: { id: photos.value?.id ?? '' } }
    const { data, error } = await api.DELETE('/api/v1/reviews/sets/{id}/approval', { params })
    session.isOver(error)
    if (data !== undefined && outcome.value !== undefined) outcome.value = { ...outcome.value, undone: data.undone.length }
    return error
  }

  return { outcome, approve, undo }
}

/** Opens the page of a set; nothing is in hand before `take`. Leaving it gives everything back. */
export function useSet(settings: Settings) {
  const nowMs = createClock()
  const sample = createVerdicts()
  const holding = createHolding(settings, () => {
    sample.forget()
    choice.forget()
    outcome.value = undefined
  })
  const { photos, isTaking, isOver, failure } = holding
  const choice = createChoice(photos)
  const { outcome, approve, undo } = createApproving(settings, holding, choice)

  const pending = computed(() => (photos.value?.sample ?? []).filter(({ submission }) => !sample.verdicts.value.has(submission)))
  const leftMs = computed(() => Math.max(0, holding.endMs.value - nowMs.value))

  const stage = computed<SetStage>(() => {
    if (isTaking.value) return 'taking'
    if (outcome.value !== undefined) return 'done'
    const { value: taken } = photos
    if (taken === undefined) return failure.value === undefined ? 'nothing' : 'failed'
    const verdicts = [...sample.verdicts.value.values()]
    if (verdicts.includes('rejected')) return 'rejected'
    if (verdicts.includes('lost')) return 'lost'
    if (pending.value.length === 0 && taken.rest.length === 0) return 'all-sample'
    if (isOver.value || leftMs.value === 0) return 'over'
    return pending.value.length > 0 ? 'sample' : 'rest'
  })

  onScopeDispose(settings.decisions.listen((item) => {
    if (photos.value?.sample.some(({ submission }) => submission === item.submission) === true) sample.follow(item)
  }))

  return {
    photos: shallowReadonly(photos),
    stage,
    /** Of the sample what is not decided, or not yet known to be. */
    pending,
    approvedCount: computed(() => [...sample.verdicts.value.values()].filter((one) => one === 'approved').length),
    /** Submissions of the sample whose decision was taken back. */
    undone: sample.undone,
    out: shallowReadonly(choice.out),
    count: choice.count,
    leftMs,
    failure: readonly(failure),
    outcome: shallowReadonly(outcome),
    lost: sample.lost,
    lose: sample.lose,
    leaveOut: choice.leaveOut,
    take: holding.take,
    release: holding.release,
    approve,
    undo,
  }
}

export type ReviewSet = ReturnType<typeof useSet>
