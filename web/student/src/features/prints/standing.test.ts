import { expect, test } from 'vitest'

import type { Schemas } from '@caixiang/shared/api/types'

import { latestOf, printState, waybillText } from './standing'

const PRINT: Schemas['OwnPrintView'] = {
  id: 'p',
  number: '23090612345672',
  degree: 'd',
  ordered_at: '2026-09-01T08:00:00Z',
  since: '2026-09-01T08:00:00Z',
  sets: [],
  state: 'waiting',
  to_school: true,
}

test('what is not paid is not on its way, and what came to nothing has ended', () => {
  expect(printState({ ...PRINT, order_state: 'awaiting-payment' }).tone).toBe('attention')
  expect(printState({ ...PRINT, state: 'shipped', order_state: 'refunded' }).tone).toBe('ended')
  expect(printState({ ...PRINT, state: 'received', order_state: 'paid' }).tone).toBe('good')
  expect(printState(PRINT).tone).toBe('waiting')
})

test('a parcel is named once it is sent', () => {
  expect(waybillText(PRINT)).toBe('')
  const shipment = { courier: 'shun-feng', waybill: 'SF1' } as const
  expect(waybillText({ shipment })).toContain('SF1')
})

test('of several prints of a degree the one that moved last counts, and none that ended', () => {
  const later = { ...PRINT, id: 'later', since: '2026-09-03T08:00:00Z' }
  const ended = { ...PRINT, id: 'ended', since: '2026-09-05T08:00:00Z', order_state: 'cancelled' } as const
  const other = { ...PRINT, id: 'other', degree: 'e', since: '2026-09-06T08:00:00Z' }
  expect(latestOf([PRINT, later, ended, other], 'd')?.id).toBe('later')
  expect(latestOf([ended], 'd')).toBeUndefined()
  expect(latestOf(undefined, 'd')).toBeUndefined()
})
