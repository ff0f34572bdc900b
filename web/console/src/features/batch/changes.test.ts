import { expect, test } from 'vitest'

import { changedFields, changesBetween, merged } from './changes'
import { newDraft } from './draft'

const BASE = { ...newDraft(Date.parse('2026-11-30T06:00:00Z')), name: '一月' }

test('changes are told by their fields, with both values', () => {
  const after = { ...BASE, name: '二月', price: '30', capture: ['album'] as const, cohorts: [{ gradeYear: '2023', level: '专升本', graduation: '2027-01' }] }
  expect(changesBetween(BASE, after)).toEqual([
    { field: 'name', before: { zh: '一月', en: '一月' }, after: { zh: '二月', en: '二月' } },
    { field: 'cohorts', before: { zh: '—', en: '—' }, after: { zh: '23级专升本 2027-01', en: '23级专升本 2027-01' } },
    { field: 'capture', before: { zh: '用手机相机拍、可从相册选', en: 'Camera of a phone, Album' }, after: { zh: '可从相册选', en: 'Album' } },
    { field: 'price', before: { zh: '¥0', en: '¥0' }, after: { zh: '¥30', en: '¥30' } },
  ])
})

test('what two people have changed is put together, own values first', () => {
  const mine = { ...BASE, name: '我的', attempts: '5' }
  const theirs = { ...BASE, name: '他的', checks: '20' }
  const both = merged(BASE, mine, theirs)
  expect(both).toMatchObject({ name: '我的', attempts: '5', checks: '20' })
  expect(changedFields(theirs, both)).toEqual(['name', 'attempts'])
})
