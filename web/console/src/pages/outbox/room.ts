/** The room of messages that are kept instead of sent. */
import type { Room } from '../../room'
import { text } from '../../words'

export const OUTBOX: Room = {
  path: '/outbox',
  title: text('发件箱', 'Outbox'),
  purpose: text('查看还没有发往外部的短信、微信和邮件，例如登录验证码。', 'Messages that are kept instead of sent, such as sign-in codes.'),
  permission: 'operate-service',
  group: 'service',
  load: () => import('./OutboxPage.vue'),
  help: () => import('./help'),
}
