import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { handOver, payingFrom } from './payer'

const TICKET = {
  how: 'wechat-browser',
  app_id: 'wx0000000000000002',
  time_stamp: '1700000000',
  nonce: 'n',
  package: 'prepay_id=wx1',
  signature: 's',
} as const

type Done = (answer: { readonly err_msg?: string }) => void

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('document', new EventTarget())
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

function bridgeThatSays(message: string) {
  const invoke = vi.fn((_name: string, _options: unknown, done: Done) => { done({ err_msg: message }) })
  vi.stubGlobal('WeixinJSBridge', { invoke })
  return invoke
}

test('WeChat’s browser gets what the service has signed', async () => {
  const invoke = bridgeThatSays('get_brand_wcpay_request:ok')
  expect(await handOver(TICKET)).toBe('done')
  const [name, options] = invoke.mock.calls[0] ?? []
  expect(name).toBe('getBrandWCPayRequest')
  expect(options).toEqual({
    appId: 'wx0000000000000002',
    timeStamp: '1700000000',
    nonceStr: 'n',
    package: 'prepay_id=wx1',
    signType: 'RSA',
    paySign: 's',
  })
})

test('who closes the sheet has given up, as far as the phone knows', async () => {
  bridgeThatSays('get_brand_wcpay_request:cancel')
  expect(await handOver(TICKET)).toBe('given-up')
})

test('WeChat’s hand may come after the page', async () => {
  const handed = handOver(TICKET)
  bridgeThatSays('get_brand_wcpay_request:ok')
  document.dispatchEvent(new Event('WeixinJSBridgeReady'))
  expect(await handed).toBe('done')
})

test('a browser that only says that it is WeChat’s keeps nobody waiting', async () => {
  const handed = handOver(TICKET)
  await vi.advanceTimersByTimeAsync(3_000)
  expect(await handed).toBe('given-up')
})

test('where the app pays from is told by the browser', () => {
  vi.stubGlobal('navigator', { userAgent: 'Mozilla/5.0 (Linux; Android 13) MicroMessenger/8.0.44' })
  expect(payingFrom()).toBe('wechat-browser')
  vi.stubGlobal('navigator', { userAgent: 'Mozilla/5.0 (Linux; Android 13) Chrome/116' })
  expect(payingFrom()).toBe('browser')
})
