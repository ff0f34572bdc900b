import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { clientBy, clientOf, good, problem } from '@caixiang/shared/testing/client'
import type { Answered } from '@caixiang/shared/testing/client'
import type { LocalFile } from '../../../lib/transport'
import { inScope } from '../../../testing/scope'
import { keepPayment, keptPayment, takeBeginning } from '../keptPayment'

import { useWait } from './useWait'

beforeEach(() => {
  vi.useFakeTimers()
  // Where one pays is read from the browser's name.
  vi.stubGlobal('navigator', { userAgent: '' })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const ASK = 'GET /api/v1/orders/1/payment'
const WAITING = { state: 'awaiting-payment', is_settled: false, payments: [{ state: 'awaiting' }], refunds: [] }
const PAID = { state: 'paid', is_settled: true, payments: [{ state: 'succeeded' }], refunds: [] }
const FAILED = { ...WAITING, payments: [{ state: 'failed' }] }

function waitingWith(answers: Readonly<Record<string, Answered | readonly Answered[]>>) {
  const { api, requests } = clientOf<LocalFile>(answers)
  return { ...inScope(() => useWait(api)), requests }
}

test('the page asks until the money has arrived, and then no more', async () => {
  keepPayment({ order: '1', degree: 'd', then: 'capture' })
  const { come, stand, isDone, requests } = waitingWith({ [ASK]: [good(WAITING), good(WAITING), good(PAID)] })
  await come('1')
  expect(stand.value).toBe('waiting')
  await vi.advanceTimersByTimeAsync(4_000)
  expect(isDone.value).toBe(true)
  expect(keptPayment.value).toBeUndefined()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(requests).toHaveLength(3)
})

test('without a network what was known stays, and the page goes on asking', async () => {
  const { come, stand, failure } = waitingWith({ [ASK]: [good(WAITING), undefined, undefined, good(PAID)] })
  await come('1')
  await vi.advanceTimersByTimeAsync(2_000)
  expect([stand.value, failure.value?.kind]).toEqual(['waiting', 'no-answer'])
  await vi.advanceTimersByTimeAsync(4_000)
  expect([stand.value, failure.value]).toEqual(['settled', undefined])
})

test('opened without a network, it asks again by itself', async () => {
  const { come, order } = waitingWith({ [ASK]: [undefined, good(PAID)] })
  await come('1')
  expect(order.value).toBeUndefined()
  await vi.advanceTimersByTimeAsync(2_000)
  expect(order.value).toBeDefined()
})

test('where nothing moves any more nothing is asked', async () => {
  const { come, stand, requests } = waitingWith({ [ASK]: good(FAILED) })
  await come('1')
  await vi.advanceTimersByTimeAsync(60_000)
  expect([stand.value, requests.length]).toEqual(['failed', 1])
})

test('after half a minute it asks less often', async () => {
  const { come, requests } = waitingWith({ [ASK]: good(WAITING) })
  await come('1')
  await vi.advanceTimersByTimeAsync(30_000)
  const quick = requests.length
  await vi.advanceTimersByTimeAsync(30_000)
  expect(quick).toBe(16)
  expect(requests.length - quick).toBe(5)
})

test('a page that is left asks no more', async () => {
  const { come, leave, leavePage, requests } = waitingWith({ [ASK]: good(WAITING) })
  await come('1')
  leave()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(requests).toHaveLength(1)
  await come('1')
  leavePage()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(requests).toHaveLength(2)
})

test('the local cashier is opened by the page', async () => {
  const { come, pay } = waitingWith({
    [ASK]: good(WAITING),
    'POST /api/v1/orders/1/payment': { status: 201, body: { payment: {}, ticket: { how: 'cashier' } } },
  })
  await come('1')
  expect(await pay()).toBe('cashier')
})

test('a payment that does not begin says why, and shows what the order is now', async () => {
  const { come, pay, payFailure, stand } = waitingWith({
    [ASK]: [good(FAILED), good(PAID)],
    'POST /api/v1/orders/1/payment': problem(409, 'wrong-state'),
  })
  await come('1')
  expect(await pay()).toBeUndefined()
  expect(payFailure.value?.kind).toBe('problem')
  expect(stand.value).toBe('settled')
})

test('giving up asks the service; what it refuses is told', async () => {
  keepPayment({ order: '1', degree: 'd', then: 'home' })
  let isPaid = false
  const { api } = clientBy<LocalFile>(({ method }) => {
    if (method === 'GET') return good(isPaid ? PAID : WAITING)
    isPaid = true
    return problem(409, 'wrong-state')
  })
  const wait = inScope(() => useWait(api))
  await wait.come('1')
  expect(await wait.giveUp()).toBe(false)
  expect([wait.stand.value, wait.giveUpFailure.value?.kind]).toEqual(['settled', 'problem'])
})

test('a payment is begun once, and never after the app was killed', () => {
  keepPayment({ order: '7', degree: 'd', then: 'home' })
  expect([takeBeginning('8'), takeBeginning('7')]).toEqual([false, false])
  keepPayment({ order: '7', degree: 'd', then: 'home' })
  expect([takeBeginning('7'), takeBeginning('7')]).toEqual([true, false])
})
