/** What the names of messages and channels mean. */
import type { Schemas } from '@caixiang/shared/api/types'
import { known } from '@caixiang/shared/text/known'
import type { Text } from '@caixiang/shared/text/text'
import { text } from '../../words'

const TEMPLATES: Readonly<Record<Schemas['Template'], Text>> = {
  'sign-in-code': text('登录验证码', 'Sign-in code'),
  letter: text('邮件', 'Letter'),
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
  'appointment-set': text('预约成功', 'Appointment booked'),
  'appointment-cancelled': text('预约已取消', 'Appointment cancelled'),
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
