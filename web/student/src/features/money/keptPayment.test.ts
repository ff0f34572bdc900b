import { expect, test } from 'vitest'

import { storage } from '../../testing/phone'

import { forgetPayment, keepPayment, keptPayment, restorePayment } from './keptPayment'

test('what was being paid outlives the app, and holds ids alone', () => {
  keepPayment({ order: 'o', degree: 'd', then: 'capture' })
  expect(Object.keys(storage.get('paying') as object).sort()).toEqual(['degree', 'order', 'sinceMs', 'then'])
  restorePayment()
  expect(keptPayment.value?.order).toBe('o')
  forgetPayment()
  restorePayment()
  expect(keptPayment.value).toBeUndefined()
})

test('after a day nobody is asked about it any more, and what is no payment is none', () => {
  storage.set('paying', { order: 'o', degree: 'd', then: 'home', sinceMs: Date.now() - 25 * 60 * 60 * 1000 })
  restorePayment()
  expect(keptPayment.value).toBeUndefined()
  storage.set('paying', { order: 7 })
  restorePayment()
  expect(keptPayment.value).toBeUndefined()
})
