import { expect, test } from 'vitest'

import { askedOf, queryOf, questionOf } from './question'

const ID = '01a21104-0000-7000-8000-000000000001'

test('the address and the question say the same', () => {
  const question = { action: 'open-batch', staff: ID, subject: '', from: '2026-11-30T00:00', until: '', hidesLooks: true } as const
  expect(questionOf(queryOf(question))).toEqual(question)
  expect(queryOf(questionOf({}))).toEqual({})
})

test('what makes no sense counts for nothing', () => {
  expect(queryOf(questionOf({ action: 'dance', staff: 'x', subject: [ID], from: 'yesterday' }))).toEqual({})
})

test('the service is asked for instants', () => {
  expect(askedOf(questionOf({ action: 'open-batch', from: '2026-11-30T08:00' }))).toEqual({ action: 'open-batch', from: '2026-11-30T08:00:00+08:00' })
})
