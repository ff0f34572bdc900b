import { expect, test } from 'vitest'

import type { Schemas } from '../api/types'

import { dueProduct, lineOf, rejectionsOf } from './due'

type List = Schemas['PriceListView']

const LIST: List = {
  id: 'l',
  batch: 'b',
  number: 1,
  pay: 'before-submitting',
  payer: 'student',
  lines: [{ product: 'collection', unit_fen: 1350 }, { product: 'retake', unit_fen: 500 }],
}

function settled(product: Schemas['ProductWord']): Schemas['OrderView'] {
  return { is_settled: true, state: 'paid', lines: [{ product, pieces: 1, unit_fen: 1 }] } as Schemas['OrderView']
}

test('the fee is due before the step that the batch names', () => {
  expect(dueProduct(LIST, [], 0, 'camera')).toBeUndefined()
  expect(dueProduct(LIST, [], 0, 'submitting')).toBe('collection')
  expect(dueProduct(LIST, [], 0)).toBe('collection')
  const early: List = { ...LIST, pay: 'before-camera' }
  expect([dueProduct(early, [], 0, 'camera'), dueProduct(early, [], 0, 'submitting')]).toEqual(['collection', 'collection'])
})

test('nothing is due of whom nobody charges', () => {
  expect(dueProduct(undefined, [], 3)).toBeUndefined()
  expect(dueProduct({ ...LIST, payer: 'school' }, [], 3)).toBeUndefined()
  expect(dueProduct({ ...LIST, pay: 'never' }, [], 3)).toBeUndefined()
})

test('what is settled is not due again; each rejection makes another photo due', () => {
  const paid = [settled('collection')]
  expect(dueProduct(LIST, paid, 0)).toBeUndefined()
  expect(dueProduct(LIST, paid, 1)).toBe('retake')
  expect(dueProduct(LIST, [...paid, settled('retake')], 1)).toBeUndefined()
  expect(dueProduct(LIST, [...paid, settled('retake')], 2)).toBe('retake')
  expect(dueProduct({ ...LIST, lines: LIST.lines.slice(0, 1) }, paid, 2)).toBeUndefined()
})

test('an order that waits settles nothing', () => {
  expect(dueProduct(LIST, [{ ...settled('collection'), is_settled: false }], 0)).toBe('collection')
})

test('the present rejection counts', () => {
  expect(rejectionsOf({ state: 'rejected', earlier_rejections: [] })).toBe(1)
  expect(rejectionsOf({ state: 'awaiting-photo', earlier_rejections: [] })).toBe(0)
})

test('a line is one piece at the price of the list', () => {
  expect(lineOf(LIST, 'retake')).toEqual({ product: 'retake', pieces: 1, unit_fen: 500 })
  expect(lineOf(LIST, 'shipping')).toBeUndefined()
})
