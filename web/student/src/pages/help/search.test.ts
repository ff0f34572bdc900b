import { expect, test } from 'vitest'

import { found } from './search'
import { HELP, TOPICS } from './words'

const questions = (sought: string) => found(TOPICS, sought).flatMap(({ answers }) => answers.map(({ question }) => question.zh))

test('nothing typed shows everything, in order', () => {
  expect(found(TOPICS, '  ')).toEqual(TOPICS)
})

test('words are sought in questions and answers, in either language', () => {
  expect(questions('特征码')).toContain('特征码是什么？')
  expect(questions('FEATURE code')).toContain('特征码是什么？')
  expect(questions('学信网 30 天')).toEqual(['什么时候能在学信网看到照片？'])
  expect(questions('没有这样的词')).toEqual([])
})

test('what the field itself gives as examples is found, and so is what people ask money and paper about', () => {
  const examples = HELP.searchPlaceholder.zh.replace('例如：', '').split('、')
  const others = ['付款', '发票', '加洗', '地址', '快递', '预约', '手机号', '删除', '不是我', '下载']
  expect([...examples, ...others].filter((word) => questions(word).length === 0)).toEqual([])
  expect(['glasses', 'code', 'refund', 'invoice', 'prints', 'address'].filter((word) => questions(word).length === 0)).toEqual([])
})
