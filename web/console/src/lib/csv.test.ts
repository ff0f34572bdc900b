import { expect, test } from 'vitest'

import { csvOf, fileName } from './csv'

test('cells with commas, quotes and lines stay one cell', () => {
  expect(csvOf([['a', 'b,c'], ['say "x"', 'two\nlines']])).toBe('\uFEFFa,"b,c"\r\n"say ""x""","two\nlines"\r\n')
})

test('nothing is a formula', () => {
  for (const cell of ['=1+1', '+86', '-1', '@cmd', ' =1', '\t=1']) {
    expect(csvOf([[cell]])).toContain(`'${cell}`)
  }
  expect(csvOf([['a=b']])).toBe('\uFEFFa=b\r\n')
})

test('a name of a file is allowed everywhere', () => {
  expect(fileName('审计 2024-01-01 10:00 "x".csv')).toBe('审计 2024-01-01 10_00 _x_.csv')
})
