import { expect, test } from 'vitest'

import { actorText, detailsOf, rowsOf, sentenceOf } from './line'
import type { AuditLine } from './line'
import { ACTION_GROUPS, ACTIONS } from './words'

const BATCH = '01a21104-0000-7000-8000-000000000001'
const NAMES = new Map([[BATCH, '一月毕业']])

const STAFF_ID = '01a21104-0000-7000-8000-00000000000a'

const LINE: AuditLine = {
  number: 7,
  at: '2026-11-30T14:22:00+08:00',
  actor: 'staff',
  staff: STAFF_ID,
  name: '王老师',
  action: 'open-batch',
  subject: 'batch',
  subject_id: BATCH,
  details: {},
}

test('a line is a sentence', () => {
  expect(sentenceOf(LINE, NAMES)).toEqual({ zh: '王老师 开放了批次：一月毕业', en: '王老师 opened a batch: 一月毕业' })
  expect(sentenceOf({ ...LINE, subject: 'photo', subject_id: '01a21104-0000-7000-8000-0000000000ff', action: 'view-photo' }, NAMES).zh)
    .toBe('王老师 查看了照片：照片 …0000ff')
})

test('who acts for oneself is named once', () => {
  expect(sentenceOf({ ...LINE, action: 'sign-in', subject: 'staff', subject_id: STAFF_ID }, NAMES).zh).toBe('王老师 登录了')
})

test('what a newer service writes stays as it is', () => {
  const line = { ...LINE, action: 'melt-portrait', subject: 'furnace', details: { heat: 'white' } }
  expect(sentenceOf(line, new Map()).en).toBe('王老师 melt-portrait: furnace …000001')
  expect(detailsOf(line, NAMES)).toEqual([{ label: { zh: 'heat', en: 'heat' }, value: { zh: 'white', en: 'white' } }])
})

test('who acted without a name is told all the same', () => {
  expect(actorText({ ...LINE, name: null }, NAMES).zh).toBe('其他中心的人员')
  expect(actorText({ ...LINE, actor: 'student', account: 'a' }, NAMES).en).toBe('A student')
  expect(actorText({ ...LINE, actor: 'system' }, NAMES).zh).toBe('系统')
})

test('details are told in words, ids by their names', () => {
  const details = { batch: BATCH, roles: ['operator', 'school-officer'], state: 'rejected', reasons: [], students: 12, text_version: 2 }
  expect(detailsOf({ details }, NAMES).map(({ label, value, id }) => [label.zh, value.zh, id !== undefined])).toEqual([
    ['批次', '一月毕业', true],
    ['职责', '中心操作员、学校老师', false],
    ['之后的状态', '退回待重拍', false],
    ['原因', '—', false],
    ['学生数', '12', false],
    ['文本版本', '2', false],
  ])
})

test('a file has the codes and the whole ids too', () => {
  const [heads, row] = rowsOf([LINE], NAMES, 'en')
  expect(heads).toHaveLength(row?.length ?? 0)
  expect(row).toEqual(['7', '2026-11-30 14:22', '王老师', STAFF_ID, 'opened a batch', 'open-batch', '一月毕业', 'batch', BATCH, ''])
})

test('every action can be chosen, once', () => {
  const names = ACTION_GROUPS.flatMap(({ actions }) => Object.keys(actions))
  expect([...names].sort()).toEqual(Object.keys(ACTIONS).sort())
})
