import { expect, test } from 'vitest'

import { answers, calls } from '../../testing/phone'

import { handOver, payingFrom } from './payer'

const TICKET = {
  how: 'mini-program',
  time_stamp: '1700000000',
  nonce: 'n',
  package: 'prepay_id=wx1',
  signature: 's',
} as const

test('WeChat gets what the service has signed', async () => {
  answers.set('requestPayment', {})
  expect(await handOver(TICKET)).toBe('done')
  const [, options] = calls.find(([name]) => name === 'requestPayment') ?? []
  expect(options).toMatchObject({
    timeStamp: '1700000000',
    nonceStr: 'n',
    package: 'prepay_id=wx1',
    signType: 'RSA',
    paySign: 's',
  })
  expect(payingFrom()).toBe('mini-program')
})

test('who closes the sheet of WeChat has given up, as far as the phone knows', async () => {
  expect(await handOver(TICKET)).toBe('given-up')
})
