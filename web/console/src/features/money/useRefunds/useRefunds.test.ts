import { expect, test } from 'vitest'

import { stepsOf } from './useRefunds'

const ONLINE = { means: 'wechat-pay', asked_by: null, is_of_student: true } as const
const BY_HAND = { means: 'bank-transfer', asked_by: null, is_of_student: true } as const

test('what can be done with a refund follows its state and its means', () => {
  expect(stepsOf({ ...ONLINE, state: 'requested' }, 'me')).toEqual(['approve', 'decline'])
  expect(stepsOf({ ...BY_HAND, state: 'approved' }, 'me')).toEqual(['by-hand', 'give-up'])
  expect(stepsOf({ ...ONLINE, state: 'approved' }, 'me')).toEqual([])
  expect(stepsOf({ ...ONLINE, state: 'stuck', problem: 'payer-account' }, 'me')).toEqual(['retry', 'by-hand', 'give-up'])
  expect(stepsOf({ ...ONLINE, state: 'stuck', problem: 'balance-too-low' }, 'me')).toEqual(['retry', 'give-up'])
  for (const state of ['sent', 'done', 'declined', 'withdrawn', 'failed'] as const) expect(stepsOf({ ...BY_HAND, state }, 'me')).toEqual([])
})

test('what the service itself sends back is never given up', () => {
  expect(stepsOf({ ...ONLINE, is_of_student: false, state: 'stuck', problem: 'closed' }, 'me')).toEqual(['retry', 'by-hand'])
  expect(stepsOf({ ...BY_HAND, is_of_student: false, state: 'approved' }, 'me')).toEqual(['by-hand'])
})

test('who asked takes it back, and somebody else decides', () => {
  expect(stepsOf({ ...ONLINE, asked_by: 'me', state: 'requested' }, 'me')).toEqual(['withdraw'])
  expect(stepsOf({ ...ONLINE, asked_by: 'another', state: 'requested' }, 'me')).toEqual(['approve', 'decline'])
})
