import { expect, test } from 'vitest'

import { numberIn } from './lookUp'

const ID = '019f9f27-9800-70bf-9908-03440d306933'
const OTHER = '019f9f27-9800-70bf-9908-03440d306934'

test.each([
  ['the number alone', ` ${ID.toUpperCase()} `, ID],
  ['an address', `https://caixiang.example/m/#/pages/history/history?submission=${ID}`, ID],
  ['the same twice', `${ID} ${ID}`, ID],
  ['two numbers', `${ID} ${OTHER}`, undefined],
  ['a student number', '21040001', undefined],
  ['nothing', '', undefined],
])('%s', (_, typed, expected) => {
  expect(numberIn(typed)).toBe(expected)
})
