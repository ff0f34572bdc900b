/** Help of the reconciliation. */
import type { Help } from '../../../help'
import { text } from '../../../words'

export const HELP: Help = {
  topics: [
    {
      when: text('什么时候对账', 'When it happens'),
      then: text('每天上午 10 点以后自动核对前一天。也可以在这里选一天再核对一次。', 'Every day after 10:00 for the day before, by itself. A day can be compared again here.'),
    },
    {
      when: text('账单取不到', 'The bill does not come'),
      then: text('在商户平台下载交易账单，解压后在这里上传。当天没有交易时，账单是空的，也算核对过。', 'Download the trade bill at the merchant platform, unpack it, and upload it here. A day without payments has an empty bill, which counts.'),
    },
    {
      when: text('午夜前后的差异', 'Differences around midnight'),
      then: text('付款在 23:59、到账在次日的，会出现在第二天的账单里。先看第二天再处理。', 'What was paid just before midnight may be in the next bill. Look there first.'),
    },
  ],
}
