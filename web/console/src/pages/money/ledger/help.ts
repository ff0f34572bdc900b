/** Help of the ledger. */
import type { Help } from '../../../help'
import { text } from '../../../words'

export const HELP: Help = {
  topics: [
    {
      when: text('账对不上怎么办', 'Something does not add up'),
      then: text('分类账只增不改，所有科目加起来永远是零。先看“对账”里那一天的差异，按建议处理。', 'Nothing in the ledger is ever changed, and all accounts together are zero. Look at the differences of the day under “Reconciliation”.'),
    },
    {
      when: text('“多收待退”是什么', 'What surplus is'),
      then: text('订单关闭后或重复付的钱。服务会自动原路退回，退完归零。', 'Money that came after an order was closed, or twice. It goes back by itself, and the account returns to zero.'),
    },
  ],
}
