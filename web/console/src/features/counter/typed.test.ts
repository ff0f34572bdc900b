import { expect, test } from 'vitest'

import { typedAs } from './typed'

test('numbers, codes and addresses are told apart', () => {
  expect(typedAs('  ')).toEqual({ is: 'nothing' })
  expect(typedAs(' 2021 1234-5678\n')).toEqual({ is: 'number', number: '20211234-5678' })
  expect(typedAs('+86 138 0000 0001')).toEqual({ is: 'number', number: '+8613800000001' })
  const payload = btoa(JSON.stringify({ cjm: 'A1', yxdm: '10574', xh: '0001' }))
  expect(typedAs(`${payload}\r\n`)).toEqual({ is: 'payload', payload })
  expect(typedAs('{"cjm":"A1"}')).toEqual({ is: 'payload', payload: '{"cjm":"A1"}' })
  const id = '019f9f27-9800-70bf-9908-03440d306933'
  expect(typedAs(`https://example.org/console/counter?of=${id}`)).toEqual({ is: 'degree', id })
})
