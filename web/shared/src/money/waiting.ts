/**
 * What the page says that waits for a payment: where the order stands, and what happens with the money. Each
 * way that a payment can go has its own words, so that nobody pays twice out of doubt.
 */
import type { Schemas } from '../api/types'
import type { Text } from '../text/text'
import { text } from '../text/text'

type Whole = Schemas['WholeOrderView']

/** Where it stands. */
export type Stand =
  | 'settled'
  | 'waiting'
  | 'by-hand'
  | 'failed'
  | 'unpaid'
  | 'over'
  | 'coming-back'
  | 'came-back'

/** What the payer can do there. */
export type Act = 'go-on' | 'ask' | 'pay' | 'give-up' | 'order-again'

interface Words {
  readonly title: Text
  /** What happens with the money. */
  readonly money: Text
  readonly acts: readonly Act[]
}

const WORDS: Readonly<Record<Stand, Words>> = {
  settled: {
    title: text('已经结清', 'Settled'),
    money: text('款项已收到，不需要再付。', 'The money has arrived. There is nothing more to pay.'),
    acts: ['go-on'],
  },
  waiting: {
    title: text('正在等支付结果', 'Waiting for the payment'),
    money: text(
      '如果你已经付了钱，请不要再付：结果可能晚几分钟到，到了会自动继续。如果没有付，也没有扣款。',
      'If you have paid, do not pay again: the result can be some minutes late, and things then go on by themselves. If you have not paid, nothing was taken.',
    ),
    acts: ['ask', 'pay', 'give-up'],
  },
  'by-hand': {
    title: text('等待核对到账', 'Being checked'),
    money: text('采集中心已登记你的转账或现金，另一位老师核对后会自动结清。', 'The centre has noted your transfer or cash. It is settled once a second person has checked it.'),
    acts: ['ask'],
  },
  failed: {
    title: text('这次没有付成', 'This payment did not go through'),
    money: text('支付平台没有收款。如果银行显示扣了款，会由银行退回，不用另外申请。', 'The payment service took no money. If your bank shows a charge, the bank gives it back by itself.'),
    acts: ['pay', 'give-up'],
  },
  unpaid: {
    title: text('还没有支付', 'Not paid yet'),
    money: text('没有扣款。在截止时间前都可以支付。', 'Nothing was taken. You can pay until the time below.'),
    acts: ['pay', 'give-up'],
  },
  over: {
    title: text('订单已关闭', 'The order is closed'),
    money: text('没有收到款项。如果你刚刚付了钱，收到后会自动原路退回。', 'No money has arrived. If you have just paid, it comes back by itself the way it came.'),
    acts: ['order-again'],
  },
  'coming-back': {
    title: text('款项正在退回', 'Your money is on its way back'),
    money: text('订单关闭后才收到这笔钱，它正在原路退回，不用申请。零钱一般几分钟，银行卡 1 至 3 个工作日。', 'The money arrived after the order was closed. It is on its way back by itself: minutes to a wallet, one to three working days to a card.'),
    acts: ['ask', 'order-again'],
  },
  'came-back': {
    title: text('款项已经退回', 'Your money has come back'),
    money: text('这笔钱已原路退回。', 'The money has gone back the way it came.'),
    acts: ['order-again'],
  },
}

/** An order that somebody pays twice has one payment too many, whatever its state. */
function isGoingBack({ payments, refunds }: Whole): boolean {
  const surplus = payments.filter(({ is_surplus: isSurplus }) => isSurplus).map(({ id }) => id)
  return refunds.some(({ payment, state }) => surplus.includes(payment) && state !== 'done' && state !== 'declined')
}

/** Where an order stands for who waits. */
export function standOf(order: Whole): Stand {
  const last = order.payments[order.payments.length - 1]
  switch (order.state) {
    case 'paid':
    case 'covered':
      return 'settled'
    case 'refunded':
      return 'came-back'
    case 'cancelled':
    case 'closed':
      if (!order.payments.some(({ is_surplus: isSurplus }) => isSurplus)) return 'over'
      return isGoingBack(order) ? 'coming-back' : 'came-back'
    case 'awaiting-payment':
      if (order.payments.some(({ state }) => state === 'recorded')) return 'by-hand'
      if (order.payments.some(({ state }) => state === 'prepared' || state === 'awaiting')) return 'waiting'
      return last?.state === 'failed' ? 'failed' : 'unpaid'
  }
}

/** What is said there. */
export function waitingWords(stand: Stand): Words {
  return WORDS[stand]
}

/** Whether something is still to come, for which the page asks by itself. */
export function isMoving(stand: Stand): boolean {
  return stand === 'waiting' || stand === 'by-hand' || stand === 'coming-back'
}

/** Money beyond what the order cost, and whether it is back. */
export function surplusOf(order: Whole): { readonly fen: number; readonly isBack: boolean } | undefined {
  const fen = order.payments.filter(({ is_surplus: isSurplus }) => isSurplus).reduce((sum, { amount_fen: amount }) => sum + amount, 0)
  return fen === 0 ? undefined : { fen, isBack: !isGoingBack(order) }
}
