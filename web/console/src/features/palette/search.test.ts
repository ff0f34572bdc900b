import pinyin from 'pinyin-match'
import { expect, test } from 'vitest'

import { text } from '../../words'

import { found } from './search'
import type { Entry } from './search'

const ENTRIES: readonly Entry[] = [
  { id: 'progress', kind: 'page', title: text('采集进度', 'Progress') },
  { id: 'review', kind: 'page', title: text('审核', 'Review') },
  { id: 'desk', kind: 'page', title: text('审核台', 'Review desk') },
  { id: 'lock', kind: 'action', title: text('现在锁定', 'Lock now') },
  { id: 'spring', kind: 'batch', title: text('2024年3月毕业生图像采集', '2024年3月毕业生图像采集'), hint: text('特征码 5DMWW6', 'Feature code 5DMWW6') },
  { id: 'chongqing', kind: 'school', title: text('重庆大学', '重庆大学'), hint: text('10611', '10611') },
]

const check = (typed: string, ...expected: readonly string[]) => {
  expect(found(ENTRIES, typed, pinyin.match).map(({ id }) => id)).toEqual(expected)
}

test('nothing typed leaves everything in its order', () => {
  check('  ', 'progress', 'review', 'desk', 'lock', 'spring', 'chongqing')
})

test('words of either language are found, the beginning first', () => {
  check('审核', 'review', 'desk')
  check('REVIEW', 'review', 'desk')
  check('desk', 'desk')
})

test('initials and whole sounds are found', () => {
  check('cjjd', 'progress')
  check('caiji', 'progress', 'spring')
  check('xzsd', 'lock')
})

test('a sign with several sounds is found by each', () => {
  check('cqdx', 'chongqing')
  check('zqdx', 'chongqing')
})

test('codes of a batch and of a school are found', () => {
  check('5dm', 'spring')
  check('10611', 'chongqing')
})

test('what fits nothing finds nothing', () => {
  check('qqqq')
})
