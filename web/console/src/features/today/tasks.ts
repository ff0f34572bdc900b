/** What an operator has to do, worked out from what the service tells: the most pressing first. */
import type { Schemas } from '@caixiang/shared/api/types'
import type { Text } from '@caixiang/shared/text/text'
import { agoText, remainingText, startText } from '@caixiang/shared/time/moment'

import { text } from '../../words'
import type { Batch } from '../batch/calendar'

/** How soon something has to be done. */
export type Urgency = 'now' | 'soon' | 'later'

/** Something to be done, and where. */
export interface Task {
  readonly key: string
  readonly urgency: Urgency
  readonly title: Text
  readonly detail: Text
  readonly to: Readonly<{ path: string; query?: Readonly<Record<string, string>> }>
  /** By which the tasks of one urgency are sorted; the smallest first. */
  readonly dueMs: number
}

const DAY_MS = 24 * 60 * 60_000

/** Within which an end or a beginning is near. */
const SOON_MS = 3 * DAY_MS
const WEEK_MS = 7 * DAY_MS

/** After which a closed batch should have been delivered. */
const CLOSED_MS = 60 * DAY_MS

/** What a batch asks for at this time. */
export function batchTask({ id, name, state, window }: Batch, nowMs: number): Task | undefined {
  const opensMs = Date.parse(window.opens_at)
  const closesMs = Date.parse(window.closes_at)
  const title = text(name, name)
  const of = (urgency: Urgency, detail: Text, dueMs: number): Task => ({
    key: id, urgency, title, detail, to: { path: `/batches/${id}` }, dueMs,
  })
  switch (state) {
    case 'paused':
      return of('now', text('已暂停，学生不能提交', 'Paused: students cannot submit'), closesMs)
    case 'open':
      if (closesMs <= nowMs) return of('now', text('采集时间已过，还没有结束', 'The window is over and the batch is not closed'), closesMs)
      if (closesMs - nowMs <= SOON_MS) return of('soon', remainingText(window.closes_at, nowMs), closesMs)
      if (opensMs > nowMs && opensMs - nowMs <= WEEK_MS) return of('later', beginning(window.opens_at, nowMs), opensMs)
      return undefined
    case 'draft':
      if (opensMs <= nowMs) return of('now', text('还是草稿，开始时间已到', 'Still a draft, and its opening time has come'), opensMs)
      if (opensMs - nowMs <= SOON_MS) return of('soon', draftUntil(window.opens_at, nowMs), opensMs)
      return of('later', draftUntil(window.opens_at, nowMs), opensMs)
    case 'closed':
      if (nowMs - closesMs < CLOSED_MS) return undefined
      return of('later', text('已结束两个月，交付和结清后请归档', 'Closed for two months: archive it once all is delivered and paid'), closesMs)
    case 'archived':
      return undefined
  }
}

function beginning(opensAt: string, nowMs: number): Text {
  const { zh, en } = startText(opensAt, nowMs)
  return text(`${zh} 开始采集`, `Collects from ${en}`)
}

function draftUntil(opensAt: string, nowMs: number): Text {
  const { zh, en } = startText(opensAt, nowMs)
  return text(`草稿，计划 ${zh} 开始`, `A draft that should begin ${en}`)
}

/** Photos that wait for who is signed in. */
export function reviewTask(sizes: readonly Schemas['QueueSizeView'][], nowMs: number): Task | undefined {
  const waiting = sizes.reduce((sum, size) => sum + size.waiting, 0)
  if (waiting === 0) return undefined
  const oldest = sizes.flatMap((size) => size.oldest ?? []).sort()[0]
  const since = oldest === undefined ? undefined : agoText(oldest, nowMs)
  const count = String(waiting)
  return {
    key: 'review',
    urgency: 'now',
    title: text(`${count} 张照片待审核`, `${count} photos wait for review`),
    detail: since === undefined ? text('', '') : text(`最早的一张：${since.zh}`, `The oldest: ${since.en}`),
    to: { path: '/review' },
    dueMs: oldest === undefined ? nowMs : Date.parse(oldest),
  }
}

/** Degrees that two accounts claim. */
export function disputesTask(disputes: readonly Schemas['DisputeView'][], nowMs: number): Task | undefined {
  const [first] = disputes
  if (first === undefined) return undefined
  const count = String(disputes.length)
  const since = agoText(first.since, nowMs)
  return {
    key: 'disputes',
    urgency: 'now',
    title: text(`${count} 个学历有两人认领`, `${count} degrees are claimed twice`),
    detail: text(`最早的一个：${since.zh}`, `The oldest: ${since.en}`),
    to: { path: '/disputes' },
    dueMs: Date.parse(first.since),
  }
}

/** Questions of students that wait, the oldest first. */
export function enquiriesTask(
  { items, next }: { readonly items: readonly Pick<Schemas['StaffEnquiryView'], 'asked_at'>[]; readonly next?: string | null },
  nowMs: number,
): Task | undefined {
  const [first] = items
  if (first === undefined) return undefined
  const count = `${String(items.length)}${next == null ? '' : '+'}`
  const since = agoText(first.asked_at, nowMs)
  return {
    key: 'enquiries',
    urgency: 'soon',
    title: text(`${count} 条学生留言等待回复`, `${count} questions of students wait`),
    detail: text(`最早的一条：${since.zh}`, `The oldest: ${since.en}`),
    to: { path: '/enquiries' },
    dueMs: Date.parse(first.asked_at),
  }
}

/** What takes two people, and what it is called. */
const SECONDS = {
  changes: { path: '/changes', zh: '个更正申请', en: 'changes after approval' },
  packages: { path: '/registry', zh: '个报送包', en: 'packages for the registry' },
  discs: { path: '/discs', zh: '张数据光盘', en: 'data discs' },
  lists: { path: '/exports', zh: '份名单', en: 'lists' },
} as const

export type Second = keyof typeof SECONDS

/** Something that a colleague has asked for, as far as it matters here. */
export interface Asked {
  /** Whether who is signed in can answer. */
  readonly is_answerable: boolean
}

/** What waits for a second person, who is signed in here; more may follow the part that was read. */
export function secondTask(
  what: Second,
  { items, next }: { readonly items: readonly Asked[]; readonly next?: string | null },
  nowMs: number,
): Task | undefined {
  const waiting = items.filter(({ is_answerable: isAnswerable }) => isAnswerable).length
  if (waiting === 0) return undefined
  const { path, zh, en } = SECONDS[what]
  const count = `${String(waiting)}${next == null ? '' : '+'}`
  return {
    key: what,
    urgency: 'now',
    title: text(`${count} ${zh}等待另一个人同意`, `${count} ${en} wait for a second person`),
    detail: text('由同事申请，你可以答复', 'Asked for by colleagues; you can answer'),
    to: { path },
    // After what has a time of its own.
    dueMs: nowMs,
  }
}

const ORDER: Readonly<Record<Urgency, number>> = { now: 0, soon: 1, later: 2 }

/** In the order in which they should be done. */
export function inOrder(tasks: readonly (Task | undefined)[]): readonly Task[] {
  const found = tasks.filter((task) => task !== undefined)
  return found.sort((one, other) => ORDER[one.urgency] - ORDER[other.urgency] || one.dueMs - other.dueMs)
}
