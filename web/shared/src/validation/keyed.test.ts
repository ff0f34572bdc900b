import { expect, test } from 'vitest'

import { LEVELS, NO_DETAILS, keyedDetails, parsePayload, wrongDetails } from './keyed'

test('what a code carries is taken without the space around it', () => {
  expect(parsePayload(' {"cjm":"A1"}\n')).toBe('{"cjm":"A1"}')
  expect(parsePayload('  \n')).toBeUndefined()
})

test('as many bytes as the service takes, counted as it counts them', () => {
  expect(parsePayload('x'.repeat(4096))).toBeDefined()
  expect(parsePayload('x'.repeat(4097))).toBeUndefined()
  expect(parsePayload('码'.repeat(1365))).toBeDefined()
  expect(parsePayload('码'.repeat(1366))).toBeUndefined()
  expect(parsePayload('😀'.repeat(1025))).toBeUndefined()
})

test('details go together or not at all', () => {
  const typed = { schoolCode: ' 10576 ', studentNumber: '2104 0100008', level: '高起专' }
  expect(wrongDetails(typed)).toEqual([])
  expect(keyedDetails(typed)).toEqual({ school_code: '10576', student_number: '21040100008', level: '高起专' })
  expect(wrongDetails(NO_DETAILS)).toEqual(['schoolCode', 'studentNumber', 'level'])
  expect(keyedDetails({ ...typed, level: '' })).toBeUndefined()
  expect(keyedDetails({ ...typed, schoolCode: '1057' })).toBeUndefined()
})

test('levels are told in both languages, each once', () => {
  expect(new Set(LEVELS.map(({ zh }) => zh)).size).toBe(LEVELS.length)
  expect(new Set(LEVELS.map(({ en }) => en)).size).toBe(LEVELS.length)
})
