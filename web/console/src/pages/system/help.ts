/** Help of the state of the system. */
import type { Help } from '../../help'
import { text } from '../../words'

export const HELP: Help = {
  topics: [
    {
      when: text('任务为什么会没有做成', 'Why does a job fail?'),
      then: text(
        '任务会自动重试很多次。短信、微信、支付等外部服务长时间不可用，或者数据被改坏时，才会停下来等人处理。',
        'A job is tried many times by itself. It stops and waits for a person when an outside service such as SMS, WeChat or payment is away for long, or when something is damaged.',
      ),
    },
    {
      when: text('该重试还是丢弃', 'Try again or drop?'),
      then: text(
        '原因已经排除就重试。丢弃以后这件事不会再做，例如那条通知不会再发。拿不准时先不要丢弃。',
        'Try it again once the cause is gone. What is dropped is not done: that message is not sent, for example. When in doubt, leave it.',
      ),
    },
    {
      when: text('数据什么时候清除', 'When do data end?'),
      then: text(
        '批次结束一段时间后自动归档，归档后再过批次规定的天数，照片、学历和名单会被清除，无法恢复。',
        'A batch is put away some time after its end. After the days that it promised, its photos, degrees and roster are erased for good.',
      ),
    },
    {
      when: text('备份要看什么', 'What to look for in backups?'),
      then: text(
        '每天应有一份，并定期检查能否恢复。这里记录的是 caixiang admin backup 和 restore-check 的结果；用其他方式做的备份不会显示。',
        'There should be one a day, read again now and then. What caixiang admin backup and restore-check told is shown; backups made in other ways are not.',
      ),
    },
  ],
}
