import { expect, test } from 'vitest'

import { planOf } from '../../testing'

import { draftOf } from './draft'
import type { PlanDraft } from './draft'
import { posterWords } from './posterWords'

const NAMES = new Map([['10576', '韶关学院'], ['11347', '第二学院'], ['10564', '第三学院']])

function worded(said: Partial<PlanDraft> = {}, region?: string) {
  const centre = { name: '示范采集中心', support_contact: '020-12345678' }
  return posterWords({ ...draftOf(planOf()), ...said }, { schools: NAMES, region, centre, origin: 'https://portraits.example' })
}

test('it says for whom, when, how much, and whom to ask', () => {
  expect(worded()).toMatchObject({
    forWhom: '韶关学院',
    batch: '2027年1月毕业生图像采集',
    featureCode: 'J9VG24',
    dates: ['2026年12月1日 08:00 起', '2026年12月31日 18:00 止', '每天 08:00–22:00'],
    price: '¥30.50',
    address: 'https://portraits.example/b/sgu-2027',
    centre: '示范采集中心',
    contact: '020-12345678',
  })
})

test.each([
  ['two schools', { schools: ['10576', '11347'] }, undefined, '韶关学院、第二学院'],
  ['more schools', { schools: ['10576', '11347', '10564'] }, undefined, '韶关学院等 3 所学校'],
  ['a school that is not known', { schools: ['99999'] }, undefined, '99999'],
  ['no school yet', { schools: [] }, undefined, '2027年1月毕业生图像采集'],
  ['a region', { mode: 'individual' as const }, '韶关', '韶关'],
])('for whom: %s', (_, said, region, expected) => {
  expect(worded(said, region).forWhom).toBe(expected)
})

test('the name of the batch is not said twice', () => {
  expect(worded({ schools: [] }).batch).toBe('')
})

test('midnight opens a day, and ends the day before', () => {
  const { dates } = worded({ opensAt: '2026-12-01T00:00', closesAt: '2027-01-01T00:00', hasHours: false })
  expect(dates).toEqual(['2026年12月1日 起', '2026年12月31日 24:00 止'])
  expect(worded({ opensAt: '', closesAt: '', hasHours: false }).dates).toEqual([])
})

test('what is free has no price, and a region needs no code', () => {
  expect(worded({ price: '0' }).price).toBe('')
  expect(worded({ mode: 'individual' }, '韶关').featureCode).toBeUndefined()
})
