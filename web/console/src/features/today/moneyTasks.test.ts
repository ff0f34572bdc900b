import { expect, test } from 'vitest'

import { arrivalsTask, differencesTask, handBackTask, invoicesTask, requestedTask, stuckTask } from './moneyTasks'

const NOW_MS = Date.parse('2026-11-30T12:00:00+08:00')

function refund(hour: string, said: { readonly asked_by?: string; readonly means?: 'wechat-pay' | 'cash-desk' } = {}) {
  return { requested_at: `2026-11-30T${hour}:00:00+08:00`, asked_by: said.asked_by ?? null, means: said.means ?? ('wechat-pay' as const) }
}

const NONE = { items: [], next: null }

test('nothing waits, nothing is said', () => {
  expect(stuckTask(NONE, NOW_MS)).toBeUndefined()
  expect(requestedTask(NONE, 'me', NOW_MS)).toBeUndefined()
  expect(handBackTask(NONE, NOW_MS)).toBeUndefined()
  expect(arrivalsTask(NONE, NOW_MS)).toBeUndefined()
  expect(invoicesTask(NONE, NOW_MS)).toBeUndefined()
  expect(differencesTask([])).toBeUndefined()
})

test('stuck refunds are pressing, by the oldest one', () => {
  const task = stuckTask({ items: [refund('11'), refund('09')], next: 'more' }, NOW_MS)
  expect(task).toMatchObject({ urgency: 'now', to: { path: '/refunds', query: { state: 'stuck' } }, dueMs: Date.parse('2026-11-30T09:00:00+08:00') })
  expect(task?.title.en).toBe('2+ refunds are stuck and need somebody')
})

test('who asked for a refund does not approve it', () => {
  expect(requestedTask({ items: [refund('09', { asked_by: 'me' })] }, 'me', NOW_MS)).toBeUndefined()
  const both = requestedTask({ items: [refund('09', { asked_by: 'me' }), refund('10')] }, 'me', NOW_MS)
  expect(both?.title.en).toBe('1 refunds wait for approval')
})

test('what came by hand is given back by hand; the service does the rest', () => {
  expect(handBackTask({ items: [refund('09')] }, NOW_MS)).toBeUndefined()
  expect(handBackTask({ items: [refund('09'), refund('10', { means: 'cash-desk' })] }, NOW_MS)?.title.zh).toContain('1 笔')
})

test('of several tries of a day the newest counts', () => {
  const difference = { kind: 'payment-only-here' as const, number: '1', advice: { zh: '', en: '' } }
  const made = (day: string, hour: string, count: number) => ({
    day, means: 'wechat-pay' as const, made_at: `2026-11-30T${hour}:00:00+08:00`, differences: Array.from({ length: count }, () => difference),
  })
  const put = [made('2026-11-29', '10', 2), made('2026-11-29', '11', 0)]
  expect(differencesTask(put)).toBeUndefined()
  const task = differencesTask([...put, made('2026-11-28', '10', 1), made('2026-11-27', '10', 2)])
  expect(task?.title.en).toBe('3 differences in the bills')
  expect(task?.detail.en).toBe('The oldest day: 2026-11-27')
})
