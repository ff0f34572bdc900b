import { expect, test } from 'vitest'

import { planOf } from '../../testing'

import { draftOf } from './draft'
import type { PlanDraft } from './draft'
import { noticeTemplate } from './noticeTemplate'

const CENTRE = { name: '示范采集中心', support_contact: '020-12345678，每天 9:00–17:00' }

function written(said: Partial<PlanDraft> = {}, centre = CENTRE) {
  return noticeTemplate({ ...draftOf(planOf()), ...said }, centre)
}

test('dates, fee, code, students and telephone come from the form, in both languages', () => {
  const { zh, en } = written()
  expect(zh).toContain('23级专升本（2027年1月毕业）')
  expect(zh).toContain('2026年12月1日 08:00 至 2026年12月31日 18:00')
  expect(zh).toContain('每天 08:00–22:00 开放')
  expect(zh).toContain('每人 30.50 元')
  expect(zh).toContain('特征码 J9VG24')
  expect(zh).toContain('020-12345678')
  expect(zh).toContain('请用 2026-06-01 以后拍的照片')
  for (const part of ['2026-12-01 08:00 until 2026-12-31 18:00', '¥30.50', 'J9VG24', '020-12345678', 'graduating 2027-01']) expect(en).toContain(part)
})

test.each([
  ['no beauty mode', '美颜', 'beauty mode'],
  ['no same plate', '同版照片', 'plate'],
  ['no composites', '软件合成', 'composed by software'],
  ['one answers for it', '责任自负', 'answer for it'],
  ['when it is on line', '约 30 天', 'About 30 days'],
  ['when prints come', '约 40 天', 'about 40 days'],
  ['no address', '不需要填写或修改收件地址', 'no postal address'],
  ['verification at the registry', '港澳台学生', 'Hong Kong'],
  ['who is late', '散拍', 'individual shot'],
  ['colleges tell everybody', '逐一通知', 'every single student'],
  ['no glasses', '不戴眼镜', 'No glasses'],
  ['no blue clothes', '不穿蓝色衣服', 'no blue ones'],
  ['where the code is', '学籍查询', '学籍查询'],
  ['withdrawing', '撤回重拍', 'withdraw'],
  ['a friend with the rear camera', '后置摄像头', 'rear camera'],
  ['unofficial places', '非指定途径', 'unofficial places'],
])('it has the rules of the founding notice: %s', (_, inChinese, inEnglish) => {
  const { zh, en } = written()
  expect(zh).toContain(inChinese)
  expect(en).toContain(inEnglish)
})

test('what is not known yet stands in brackets', () => {
  const { zh, en } = written({ opensAt: '', price: 'x', featureCode: '', cohorts: [] }, { name: '', support_contact: '' })
  for (const part of ['（请填写时间）', '（请填写费用）', '（请填写采集对象）', '（开放后可见）', '（请填写电话）']) expect(zh).toContain(part)
  expect(en.match(/to be filled in\)/g)).toHaveLength(4)
})

test('the rules follow the plan', () => {
  expect(written({ price: '0' }).zh).toContain('不收费')
  expect(written({ glasses: 'allowed' }).zh).not.toContain('不戴眼镜')
  expect(written({ background: '#ffffff' }).zh).not.toContain('蓝色衣服')
  expect(written({ capture: ['onsite'] }).zh).toContain('到现场拍摄')
  expect(written({ mode: 'individual' }).zh).not.toContain('特征码')
  expect(written({ hasHours: false }).zh).not.toContain('开放。\n每天')
  expect(written({ closesAt: '2027-01-01T00:00' }).zh).toContain('至 2026年12月31日 24:00')
})

test('both languages have the same parts', () => {
  const { zh, en } = written()
  expect(en.split('\n\n')).toHaveLength(8)
  expect(zh.split('\n').map((line) => line === '')).toEqual(en.split('\n').map((line) => line === ''))
})
