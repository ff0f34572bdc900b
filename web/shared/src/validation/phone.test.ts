import { expect, test } from 'vitest'

import { parsePhone } from './phone'

function check(text: string, expected: string | undefined): void {
  expect(parsePhone(text), text).toBe(expected)
}

test('mainland numbers', () => {
  check('19900000000', '+8619900000000')
  check('+86 199-0000-0000', '+8619900000000')
  check('008619900000000', '+8619900000000')
  check('8619900000000', '+8619900000000')
  check('１９９００００００００', '+8619900000000')
  check('12900000000', undefined)
  check('1990000000', undefined)
  check('199000000000', undefined)
  check('02000000000', undefined)
})

test('numbers of Hong Kong, Macau and Taiwan need their code', () => {
  check('+852 6000 0000', '+85260000000')
  check('+85220000000', undefined)
  check('+853 6000 0000', '+85360000000')
  check('+85380000000', undefined)
  check('+886 0900 000 000', '+886900000000')
  check('00886900000000', '+886900000000')
  check('60000000', undefined)
  check('85260000000', undefined)
  check('886900000000', undefined)
})

test('other text is no number', () => {
  check('', undefined)
  check('+', undefined)
  check('++8619900000000', undefined)
  check('+1 202 555 0100', undefined)
  check('1990000000O', undefined)
})
