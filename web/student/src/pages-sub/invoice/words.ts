/** Words of the page of an invoice. */
import { text } from '@caixiang/shared/text/text'
import type { Text } from '@caixiang/shared/text/text'

export const INVOICE = {
  title: text('电子发票', 'Invoice'),
  lead: text('采集中心开好数电票后，会发到你的邮箱。', 'The centre makes out an electronic invoice, which comes by mail.'),
  person: text('个人', 'A person'),
  organisation: text('单位', 'An organisation'),
  kind: text('抬头类型', 'Made out to'),
  name: text('发票抬头', 'Title'),
  nameHelp: text('姓名，或单位全称', 'A name, or the full name of an organisation'),
  number: text('纳税人识别号', 'Taxpayer number'),
  numberHelp: text('18 位统一社会信用代码', 'The 18 signs of the social credit code'),
  mail: text('接收邮箱', 'Mail address'),
  send: text('申请发票', 'Ask for the invoice'),
  change: text('修改', 'Change it'),
  sent: text('已申请。开票前可以修改或撤回。', 'Asked for. You can change it or take it back until it is made out.'),
  again: text('为保护你的资料，这里不显示之前填写的内容。要修改请重新填写。', 'To protect your data, what you wrote is not shown here. Fill it in anew to change it.'),
  making: text('发票正在开具，不能再修改。如有错误请联系采集中心。', 'The invoice is being made out and cannot be changed. Contact the centre if it is wrong.'),
  issued: text('发票已开，号码 {}，已发到你的邮箱。', 'Issued under number {} and sent by mail.'),
  withdraw: text('不要发票了', 'Take it back'),
} satisfies Record<string, Text>
