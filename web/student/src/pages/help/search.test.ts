import { expect, test } from 'vitest'

import { found } from './search'
import { TOPICS } from './words'

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
