import { expect, test } from 'vitest'

import { clientOf, good, problem } from '@caixiang/shared/testing/client'
import type { LocalFile } from '../../../lib/transport'
import { inScope } from '../../../testing/scope'

import { usePrintOrder } from './usePrintOrder'

const degreesOf = (school?: string) =>
  good({
    items: [
      { id: 'd1', submission: { state: 'rejected' }, batch: { id: 'b' } },
      { id: 'd2', submission: { state: 'approved' }, batch: { id: 'b' }, school_name: school },
    ],
  })

function pricesOf(number: number) {
  const lines = [
    { product: 'extra-prints', unit_fen: 3000 },
    { product: 'shipping', unit_fen: 1200 },
  ]
  return good({ can_pay: true, list: { number, lines, pay: 'never', payer: 'student' } })
}

async function opened(answer: Parameters<typeof clientOf>[0][string] = { status: 201, body: { order: { id: 'o' }, print: 'p' } }) {
  const { api, requests } = clientOf<LocalFile>({
    'GET /api/v1/degrees': degreesOf('韶关学院'),
    'GET /api/v1/batches/b/prices': [pricesOf(1), pricesOf(2)],
    'GET /api/v1/orders': good({ items: [] }),
    'GET /api/v1/addresses': good({ items: [{ id: 'a', recipient: '李雷' }] }),
    'POST /api/v1/prints': answer,
  })
  const order = inScope(() => usePrintOrder(api))
  await order.open()
  return { ...order, requests }
}

test('prints are made of approved portraits, and shipping is paid to an own address alone', async () => {
  const { degrees, degree, change, lines, totalFen, toSchool, isReady, place, requests } = await opened()
  expect(degrees.value?.map(({ id }) => id)).toEqual(['d2'])
  expect([degree.value?.id, isReady.value]).toEqual(['d2', false])
  change('six-inch-8-two-inch', 1)
  change('six-inch-12-one-inch', 1)
  change('six-inch-12-one-inch', 1)
  expect([lines.value.length, totalFen.value, isReady.value]).toEqual([1, 9000, true])
  toSchool.value = false
  expect(totalFen.value).toBe(10_200)
  expect((await place())?.id).toBe('o')
  // Whoever comes back from paying does not buy the same once more.
  expect(totalFen.value).toBe(0)
  const sent = JSON.stringify(requests.find(({ method }) => method === 'POST')?.body)
  expect(sent).toContain('six-inch-12-one-inch')
  expect(sent).toContain('\\"address\\":\\"a\\"')
})

test('nothing is offered to a school that is not known here', async () => {
  const { hasSchool, toSchool } = await opened()
  expect([hasSchool.value, toSchool.value]).toEqual([true, true])
  const { api } = clientOf<LocalFile>({
    'GET /api/v1/degrees': degreesOf(),
    'GET /api/v1/batches/b/prices': pricesOf(1),
    'GET /api/v1/orders': good({ items: [] }),
    'GET /api/v1/addresses': good({ items: [] }),
  })
  const order = inScope(() => usePrintOrder(api))
  await order.open()
  expect([order.hasSchool.value, order.toSchool.value]).toEqual([false, false])
})

test('no sheet goes below nothing, and no order above fifty', async () => {
  const { change, count, sheets } = await opened()
  change('six-inch-8-two-inch', -1)
  expect(count('six-inch-8-two-inch')).toBe(0)
  for (let at = 0; at < 60; at += 1) change('six-inch-8-two-inch', 1)
  expect(sheets.value).toBe(50)
})

test('new prices are shown before anything is ordered at them', async () => {
  const { change, place, isNewPrice, placeFailure } = await opened(problem(409, 'stale'))
  change('six-inch-8-two-inch', 1)
  expect(await place()).toBeUndefined()
  expect([isNewPrice.value, placeFailure.value]).toEqual([true, undefined])
})
