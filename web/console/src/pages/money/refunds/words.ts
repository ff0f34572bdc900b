/** Words of the refunds. */
import type { Text } from '@caixiang/shared/text/text'
import type { RefundStep } from '../../../features/money/useRefunds/useRefunds'

import { text } from '../../../words'

export const REFUNDS_WORDS = {
  lead: text('退款由一人申请、另一位管理员批准，批准后自动原路退回。', 'One person asks for a refund, another administrator approves it, and it goes back by itself.'),
  emptyTitle: text('没有这样的退款', 'No such refunds'),
  emptyHow: text('学生或工作人员在订单里申请退款后，会出现在这里。', 'What students or staff ask for in an order stands here.'),
  loaded: text('已载入 {} 笔', '{} loaded'),
  requested: text('申请时间', 'Asked for'),
  means: text('原路', 'Came by'),
  byStudent: text('学生申请', 'by the student'),
  byService: text('自动', 'by the service'),
  byYou: text('你申请的', 'by you'),
  byStaff: text('工作人员申请', 'by staff'),
  steps: text('操作', 'Steps'),
  how: text('怎么退的', 'Given back by'),
  onlyApprovers: text('批准需要管理员', 'An administrator approves'),
} satisfies Record<string, Text>

/** A step: what its button says, what it means, and what is told afterwards. */
export interface StepWords {
  readonly verb: Text
  readonly line: Text
  readonly done: Text
  readonly isFinal?: boolean
}

export const STEPS: Readonly<Record<RefundStep, StepWords>> = {
  approve: {
    verb: text('批准', 'Approve'),
    line: text('批准后立即发往支付平台，不能撤回。申请的人不能自己批准。', 'It is sent to the payment service at once and cannot be taken back. Whoever asked cannot approve.'),
    done: text('已批准。', 'Approved.'),
  },
  decline: {
    verb: text('不批准', 'Decline'),
    line: text('这笔钱不退。学生会在订单里看到。', 'The money stays. The student sees it in the order.'),
    done: text('已注明不批准。', 'Declined.'),
  },
  withdraw: {
    verb: text('撤回申请', 'Take it back'),
    line: text('撤回后订单仍然有效。', 'The order stays paid.'),
    done: text('已撤回。', 'Taken back.'),
  },
  retry: {
    verb: text('重新发送', 'Send again'),
    line: text('用同一个退款号再发一次，不会退两次。', 'Sent again under the same number: nothing goes back twice.'),
    done: text('已重新发送。', 'Sent again.'),
  },
  'by-hand': {
    verb: text('登记为已退回', 'Given back by hand'),
    line: text('请先用转账或现金退给学生，再登记。', 'Give the money back first, by transfer or cash, then note it.'),
    done: text('已登记退回。', 'Noted.'),
    isFinal: true,
  },
  'give-up': {
    verb: text('放弃', 'Give up'),
    line: text('这笔退款不再继续；可以另外申请一笔。', 'This refund ends here; another one can be asked for.'),
    done: text('已放弃。', 'Given up.'),
    isFinal: true,
  },
}
