/** Hands the ticket of a payment to what the payer pays with. */
import type { Schemas } from '@caixiang/shared/api/types'
// #ifdef H5
import { isInWeChat } from '../../lib/wechatBrowser'
// #endif

type Ticket = Schemas['PayTicketView']

/** What came of it, as far as the phone knows: the money itself is asked about at the service. */
export type Handed = 'done' | 'given-up' | 'cashier' | 'left'

// #ifdef H5
/** The payment service sends back to here; in its own app the wait page is opened anew. */
function leaveFor(url: string): Handed {
  const back = encodeURIComponent(location.href)
  location.href = `${url}${url.includes('?') ? '&' : '?'}redirect_url=${back}`
  return 'left'
}

/** What WeChat's browser puts into every page, without a script of WeChat's own. */
interface Bridge {
  invoke(name: string, options: Readonly<Record<string, string>>, done: (answer: { readonly err_msg?: string }) => void): void
}

/** It is there a moment after the page; a browser that only says that it is WeChat's never has it. */
const BRIDGE_MS = 3_000

function bridge(): Promise<Bridge | undefined> {
  const find = (): Bridge | undefined => (globalThis as { WeixinJSBridge?: Bridge }).WeixinJSBridge
  if (find() !== undefined) return Promise.resolve(find())
  return new Promise((resolve) => {
    const done = (): void => { resolve(find()) }
    document.addEventListener('WeixinJSBridgeReady', done, { once: true })
    setTimeout(done, BRIDGE_MS)
  })
}

/** WeChat's sheet over a page in its browser. */
async function askWeChatsBrowser(ticket: Extract<Ticket, { how: 'wechat-browser' }>): Promise<Handed> {
  const found = await bridge()
  if (found === undefined) return 'given-up'
  return new Promise((resolve) => {
    const options = {
      appId: ticket.app_id,
      timeStamp: ticket.time_stamp,
      nonceStr: ticket.nonce,
      package: ticket.package,
      signType: 'RSA',
      paySign: ticket.signature,
    }
    found.invoke('getBrandWCPayRequest', options, ({ err_msg }) => {
      resolve(err_msg === 'get_brand_wcpay_request:ok' ? 'done' : 'given-up')
    })
  })
}
// #endif

// #ifdef MP-WEIXIN
/** WeChat's own sheet, over the page that waits. */
function askWeChat(ticket: Extract<Ticket, { how: 'mini-program' }>): Promise<Handed> {
  return new Promise((resolve) => {
    // uni's types ask for an order of other services, too.
    const options: unknown = {
      provider: 'wxpay',
      timeStamp: ticket.time_stamp,
      nonceStr: ticket.nonce,
      package: ticket.package,
      signType: 'RSA',
      paySign: ticket.signature,
      success: () => {
        resolve('done')
      },
      fail: () => {
        resolve('given-up')
      },
    }
    void uni.requestPayment(options as UniApp.RequestPaymentOptions)
  })
}
// #endif

/** Goes on with a ticket. */
export async function handOver(ticket: Ticket): Promise<Handed> {
  switch (ticket.how) {
    case 'cashier':
      return 'cashier'
    case 'browser': {
      let handed: Handed = 'given-up'
      // #ifdef H5
      handed = leaveFor(ticket.url)
      // #endif
      return handed
    }
    case 'wechat-browser': {
      let handed: Handed = 'given-up'
      // #ifdef H5
      handed = await askWeChatsBrowser(ticket)
      // #endif
      return handed
    }
    case 'mini-program': {
      let handed: Handed = 'given-up'
      // #ifdef MP-WEIXIN
      handed = await askWeChat(ticket)
      // #endif
      return handed
    }
  }
}

/** Where this app pays from. */
export function payingFrom(): Schemas['PaymentPlace'] {
  let place: Schemas['PaymentPlace'] = 'browser'
  // #ifdef H5
  if (isInWeChat()) place = 'wechat-browser'
  // #endif
  // #ifdef MP-WEIXIN
  place = 'mini-program'
  // #endif
  return place
}
