import { expect, test } from 'vitest'

import { clientOf, good, problem } from '@caixiang/shared/testing/client'
import type { Answered } from '@caixiang/shared/testing/client'
import type { LocalFile } from '../../../lib/transport'
import { inScope } from '../../../testing/scope'

import { usePay } from './usePay'

const DEGREE = 'GET /api/v1/degrees/d'
const SUBMISSION = 'GET /api/v1/degrees/d/submission'
const PRICES = 'GET /api/v1/batches/b/prices'
const ORDERS = 'GET /api/v1/orders'
const PLACE = 'POST /api/v1/orders'

const list = (number: number, fen: number) =>
  good({ can_pay: true, list: { number, pay: 'before-camera', payer: 'student', lines: [{ product: 'collection', unit_fen: fen }] } })

function payingWith(answers: Readonly<Record<string, Answered | readonly Answered[]>>) {
  const found = {
    [DEGREE]: good({ id: 'd', batch: { id: 'b' } }),
    [SUBMISSION]: good({ state: 'awaiting-photo', earlier_rejections: [] }),
    [PRICES]: list(1, 1350),
    [ORDERS]: good({ items: [] }),
    ...answers,
  }
  const { api, requests } = clientOf<LocalFile>(found)
  return { ...inScope(() => usePay(api)), requests }
}

test('the price is there before anything is ordered', async () => {
  const { open, lines, totalFen, due, requests } = payingWith({})
  await open('d')
  expect([lines.value.length, totalFen.value, due('camera')]).toEqual([1, 1350, 'collection'])
  expect(requests.every(({ method }) => method === 'GET')).toBe(true)
})

test('the order names the list that was seen', async () => {
  const { open, place, requests } = payingWith({ [PLACE]: { status: 201, body: { id: 'o' } } })
  await open('d')
  expect((await place())?.id).toBe('o')
  const sent = requests.find(({ method }) => method === 'POST')
  expect(sent?.body).toMatchObject({ kind: 'text', text: JSON.stringify({ degree: 'd', price_list: 1, lines: [{ product: 'collection', pieces: 1 }] }) })
})

test('prices that changed meanwhile are shown, and nothing is ordered', async () => {
  const { open, place, isNewPrice, totalFen, placeFailure } = payingWith({
    [PRICES]: [list(1, 1350), list(2, 2000)],
    [PLACE]: problem(409, 'stale'),
  })
  await open('d')
  expect(await place()).toBeUndefined()
  expect([isNewPrice.value, totalFen.value, placeFailure.value]).toEqual([true, 2000, undefined])
})

test('the order that waits is paid, at its own price, and none is placed beside it', async () => {
  const waiting = { id: 'w', degree: 'd', state: 'awaiting-payment', is_settled: false, lines: [{ product: 'collection', pieces: 1, unit_fen: 900 }] }
  const { open, place, totalFen, requests } = payingWith({ [ORDERS]: good({ items: [{ ...waiting, id: 'x', degree: 'other' }, waiting] }) })
  await open('d')
  expect(totalFen.value).toBe(900)
  expect((await place())?.id).toBe('w')
  expect(requests.some(({ method }) => method === 'POST')).toBe(false)
})

test('orders of later parts count, too', async () => {
  const settled = { id: 's', degree: 'd', state: 'paid', is_settled: true, lines: [{ product: 'collection', pieces: 1, unit_fen: 900 }] }
  const { open, due, lines } = payingWith({ [ORDERS]: [good({ items: [], next: 'c' }), good({ items: [settled] })] })
  await open('d')
  expect([due(), lines.value]).toEqual([undefined, []])
})

test('before anything is known nothing is due', () => {
  expect(payingWith({}).due()).toBeUndefined()
})
