import { expect, test } from 'vitest'

import { adviceOf, draftOf, pricesOf } from './priceDraft'

const LIST = {
  id: 'l',
  batch: 'b',
  number: 2,
  pay: 'before-camera',
  payer: 'student',
  lines: [{ product: 'collection', unit_fen: 1350 }, { product: 'extra-prints', unit_fen: 3000 }],
} as const

test('a list comes back as it was', () => {
  const draft = draftOf({ ...LIST, lines: [...LIST.lines] })
  expect(draft).toEqual({ pay: 'before-camera', payer: 'student', collection: '13.50', retake: '', 'extra-prints': '30', shipping: '' })
  expect(pricesOf(draft)).toEqual({ pay: LIST.pay, payer: LIST.payer, lines: LIST.lines })
})

test.each([['13.505', 'collection'], ['0', 'collection'], ['10000.01', 'collection'], ['', 'collection']])('%s is no price', (typed, field) => {
  expect(adviceOf({ ...draftOf(undefined), collection: typed })[field as 'collection']).toBeDefined()
})

test('the fee is needed where somebody is charged', () => {
  const draft = draftOf(undefined)
  expect(adviceOf({ ...draft, pay: 'never' }).collection).toBeUndefined()
  expect(adviceOf({ ...draft, pay: 'never', payer: 'school' }).collection).toBeDefined()
  expect(Object.values(adviceOf({ ...draft, collection: '0.01' })).every((one) => one === undefined)).toBe(true)
})
