/** What the names of messages and channels mean. */
import type { Schemas } from '@caixiang/shared/api/types'
import { known } from '@caixiang/shared/text/known'
import type { Text } from '@caixiang/shared/text/text'
import { text } from '../../words'

const TEMPLATES: Readonly<Record<Schemas['Template'], Text>> = {
  'sign-in-code': text('登录验证码', 'Sign-in code'),
  letter: text('邮件', 'Letter'),
  'letter-with-code': text('邮箱验证码', 'Code for a mail address'),
  'letter-with-portrait': text('证件照邮件', 'Letter with the portrait'),
  'photo-ready': text('照片检查好了', 'Photo checked'),
  'photo-unusable': text('照片不能用', 'Photo cannot be used'),
  submitted: text('已提交审核', 'Submitted for review'),
  rejected: text('照片未通过', 'Photo not accepted'),
  approved: text('照片已通过', 'Photo approved'),
  corrected: text('照片已更正', 'Photo corrected'),
  'closes-soon': text('采集即将截止', 'Collection ends soon'),
  'replace-soon': text('提醒重拍', 'Reminder to retake'),
  expired: text('逾期未完成', 'Not finished in time'),
  'degree-released': text('学历已解除绑定', 'Degree released'),
  'claim-upheld': text('学历可以确认', 'Claim upheld'),
  'claim-declined': text('学历认领未通过', 'Claim declined'),
  'at-registry': text('学信网已接收', 'At the registry'),
  'registry-refused': text('学信网未接收', 'Refused by the registry'),
  'registry-mismatch': text('学信网核验未通过', 'Not recognised by the registry'),
  'appointment-set': text('预约成功', 'Appointment booked'),
  'appointment-cancelled': text('预约已取消', 'Appointment cancelled'),
  'payment-arrived': text('付款已到账', 'Payment arrived'),
  'refund-done': text('退款已退回', 'Refund gone back'),
  'refund-declined': text('退款未批准', 'Refund declined'),
  'refund-given-up': text('退款没有办成', 'Refund did not succeed'),
  'enquiry-answered': text('留言已回复', 'Question answered'),
  'invoice-issued': text('发票已开出', 'Invoice made'),
  'prints-shipped': text('冲印照片已寄出', 'Prints shipped'),
  'prints-at-school': text('冲印照片已到学校', 'Prints at school'),
}

const CHANNELS: Readonly<Record<Schemas['Channel'], Text>> = {
  'in-app': text('应用内', 'In the app'),
  sms: text('短信', 'Short message'),
  wechat: text('微信', 'WeChat'),
  mail: text('邮件', 'Mail'),
}

/** Which message it is. */
export function templateText(name: Schemas['Template']): Text {
  return known(TEMPLATES, name) ?? text('其他通知', 'Other message')
}

/** How it would go out. */
export function channelText(name: Schemas['Channel']): Text {
  return known(CHANNELS, name) ?? text(name, name)
}
