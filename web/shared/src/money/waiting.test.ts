import { expect, test } from 'vitest'

import type { Schemas } from '../api/types'

import { isMoving, standOf, surplusOf, waitingWords } from './waiting'
import type { Stand } from './waiting'

type Whole = Schemas['WholeOrderView']
type Payment = Schemas['PaymentView']

function payment(state: Payment['state'], isSurplus = false): Payment {
  return { id: `${state}-${String(isSurplus)}`, batch: 'b', means: 'local', amount_fen: 1350, unclaimed_fen: 0, state, is_surplus: isSurplus }
}

function order(state: Whole['state'], payments: readonly Payment[] = [], refunds: readonly Schemas['RefundView'][] = []): Whole {
  return { state, payments, refunds, is_settled: state === 'paid' || state === 'covered' } as unknown as Whole
}

function refund(of: Payment, state: Schemas['RefundStateWord']): Schemas['RefundView'] {
  return { id: 'r', payment: of.id, amount_fen: 1350, reason: 'paid-after-close', is_of_student: false, requested_at: '', state }
}

const late = payment('succeeded', true)

test.each<readonly [Stand, Whole]>([
  ['settled', order('paid', [payment('succeeded')])],
  ['settled', order('covered')],
  ['waiting', order('awaiting-payment', [payment('failed'), payment('awaiting')])],
  ['waiting', order('awaiting-payment', [payment('prepared')])],
  ['by-hand', order('awaiting-payment', [payment('closed'), payment('recorded')])],
  ['failed', order('awaiting-payment', [payment('failed')])],
  ['unpaid', order('awaiting-payment', [payment('failed'), payment('closed')])],
  ['unpaid', order('awaiting-payment')],
  ['over', order('closed', [payment('closed')])],
  ['over', order('cancelled')],
  ['coming-back', order('cancelled', [late], [refund(late, 'sent')])],
  ['came-back', order('cancelled', [late], [refund(late, 'done')])],
  ['came-back', order('refunded', [payment('succeeded')])],
])('%s', (stand, given) => {
  expect(standOf(given)).toBe(stand)
})

const STANDS: readonly Stand[] = ['settled', 'waiting', 'by-hand', 'failed', 'unpaid', 'over', 'coming-back', 'came-back']

test('every stand says what happens with the money, in the tone of the house, and leaves a way on', () => {
  for (const stand of STANDS) {
    const { title, money, acts } = waitingWords(stand)
    expect(Array.from(title.zh).length).toBeLessThanOrEqual(12)
    expect(title.en.length).toBeLessThanOrEqual(40)
    expect(money.zh).toMatch(/。$/)
    expect(money.en).toMatch(/\.$/)
    expect(title.zh + money.zh + money.en).not.toMatch(/[!！您]|失败/)
    expect(acts.length).toBeGreaterThan(0)
  }
})

test('nobody is offered to pay what is paid, or to pay twice at the first press', () => {
  expect(waitingWords('settled').acts).not.toContain('pay')
  expect(waitingWords('by-hand').acts).not.toContain('pay')
  expect(waitingWords('waiting').acts[0]).toBe('ask')
})

test('the page asks by itself where something is still to come', () => {
  expect(STANDS.filter(isMoving)).toEqual(['waiting', 'by-hand', 'coming-back'])
})

test('money that came twice is told, and whether it is back', () => {
  const paid = payment('succeeded')
  expect(surplusOf(order('paid', [paid]))).toBeUndefined()
  expect(surplusOf(order('paid', [paid, late], [refund(late, 'approved')]))).toEqual({ fen: 1350, isBack: false })
  expect(surplusOf(order('paid', [paid, late], [refund(late, 'done')]))).toEqual({ fen: 1350, isBack: true })
})
