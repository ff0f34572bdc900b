/** What the page of messages says; the messages themselves come from the service. */
import { text } from '@caixiang/shared/text/text'
import type { Text } from '@caixiang/shared/text/text'

export const NOTIFICATIONS = {
  title: text('通知', 'Messages'),
  none: text('还没有通知', 'No messages yet'),
  noneNote: text('照片检查、审核结果和截止提醒会出现在这里。', 'The check, the result of the review and reminders will stand here.'),
  unread: text('未读', 'New'),
  unreadCount: text('{} 条未读', '{} new'),
  allRead: text('都已读过', 'All read'),
  readAll: text('全部标为已读', 'Mark all as read'),
  more: text('更早的通知', 'Earlier messages'),
  open: text('查看', 'Look'),
} satisfies Record<string, Text>
