/** What there is to do about money: differences, refunds that wait, money to be confirmed, invoices to be made out. */
import type { Schemas } from '@caixiang/shared/api/types'
import type { Text } from '@caixiang/shared/text/text'
import { agoText } from '@caixiang/shared/time/moment'

import { text } from '../../words'

import type { Task, Urgency } from './tasks'

type Refund = Pick<Schemas['StaffRefundView'], 'requested_at' | 'asked_by' | 'means'>
type Made = Pick<Schemas['ReconciliationView'], 'day' | 'means' | 'made_at' | 'differences'>

/** A part of a list; more may follow. */
interface Part<Item> {
  readonly items: readonly Item[]
  readonly next?: string | null
}

function counted(items: readonly unknown[], next: string | null | undefined, zh: string, en: string): Text {
  const count = `${String(items.length)}${next == null ? '' : '+'}`
  return text(`${count} ${zh}`, `${count} ${en}`)
}

function oldest(instants: readonly string[], nowMs: number): { readonly detail: Text; readonly dueMs: number } {
  const [first] = [...instants].sort((one, other) => Date.parse(one) - Date.parse(other))
  if (first === undefined) return { detail: text('', ''), dueMs: nowMs }
  const since = agoText(first, nowMs)
  return { detail: text(`最早的一笔：${since.zh}`, `The oldest: ${since.en}`), dueMs: Date.parse(first) }
}

function refundsTask(key: string, urgency: Urgency, state: string, found: Part<Refund>, words: readonly [string, string], nowMs: number): Task | undefined {
  if (found.items.length === 0) return undefined
  const [zh, en] = words
  return {
    key,
    urgency,
    title: counted(found.items, found.next, zh, en),
    ...oldest(found.items.map(({ requested_at: at }) => at), nowMs),
    to: { path: '/refunds', query: { state } },
  }
}

/** Refunds that do not go on by themselves. */
export function stuckTask(found: Part<Refund>, nowMs: number): Task | undefined {
  return refundsTask('refunds-stuck', 'now', 'stuck', found, ['笔退款卡住了，需要人工处理', 'refunds are stuck and need somebody'], nowMs)
}

/** Refunds that who is signed in may decide: those that somebody else has asked for. */
export function requestedTask({ items, next }: Part<Refund>, own: string | undefined, nowMs: number): Task | undefined {
  const others = items.filter(({ asked_by: by }) => by == null || by !== own)
  return refundsTask('refunds-requested', 'now', 'requested', { items: others, next: next ?? null }, ['笔退款申请等待批准', 'refunds wait for approval'], nowMs)
}

/** Approved refunds of money that came by hand, and goes back so. */
export function handBackTask({ items, next }: Part<Refund>, nowMs: number): Task | undefined {
  const byHand = items.filter(({ means }) => means === 'bank-transfer' || means === 'cash-desk')
  return refundsTask('refunds-by-hand', 'soon', 'approved', { items: byHand, next: next ?? null }, ['笔已批准的退款要用转账或现金退回', 'approved refunds are to be given back by hand'], nowMs)
}

/** Money by hand that a second person confirms. */
export function arrivalsTask({ items, next }: Part<unknown>, nowMs: number): Task | undefined {
  if (items.length === 0) return undefined
  return {
    key: 'arrivals',
    urgency: 'now',
    title: counted(items, next, '笔转账或现金等待另一个人确认', 'transfers or cash wait for a second person'),
    detail: text('登记的人不能自己确认', 'Whoever recorded it cannot confirm it'),
    to: { path: '/arrivals' },
    dueMs: nowMs,
  }
}

/** Invoices that nobody has made out. */
export function invoicesTask({ items, next }: Part<unknown>, nowMs: number): Task | undefined {
  if (items.length === 0) return undefined
  return {
    key: 'invoices',
    urgency: 'soon',
    title: counted(items, next, '张发票待开', 'invoices are to be made out'),
    detail: text('取出文件，在税务平台开票，再写回号码', 'Take the file out, make them out at the tax platform, write the numbers back'),
    to: { path: '/invoices' },
    dueMs: nowMs,
  }
}

/** Days whose bill differs from the ledger. Of several tries of a day the newest counts. */
export function differencesTask(made: readonly Made[]): Task | undefined {
  const newest = new Map<string, Made>()
  for (const one of made) {
    const key = `${one.means} ${one.day}`
    const known = newest.get(key)
    if (known === undefined || Date.parse(one.made_at) > Date.parse(known.made_at)) newest.set(key, one)
  }
  const days = [...newest.values()].filter(({ differences }) => differences.length > 0)
  const [first] = days.map(({ day }) => day).sort()
  if (first === undefined) return undefined
  const count = String(days.reduce((sum, { differences }) => sum + differences.length, 0))
  return {
    key: 'differences',
    urgency: 'now',
    title: text(`${count} 处对账差异`, `${count} differences in the bills`),
    detail: text(`最早的一天：${first}`, `The oldest day: ${first}`),
    to: { path: '/reconciliation' },
    dueMs: Date.parse(`${first}T00:00:00+08:00`),
  }
}
