/** Words of the outbox page. */
import { text } from '../../words'

export const OUTBOX_WORDS = {
  all: text('全部', 'All'),
  away: text('有一阵没有操作，自动刷新已暂停；动一下鼠标就会继续。', 'Nobody has been here for a while, so it stopped refreshing. Move the mouse to go on.'),
  codes: text('验证码', 'Codes'),
  content: text('内容', 'Message'),
  copied: text('已复制', 'Copied'),
  copy: text('复制', 'Copy'),
  copyRefused: text('浏览器不让复制，请选中后按 Ctrl+C。', 'The browser does not allow copying. Select the code and press Ctrl+C.'),
  cover: text('遮住验证码', 'Cover the codes'),
  coveredCode: text('验证码已遮住', 'The code is covered'),
  emptyHow: text(
    '学生获取登录验证码、照片审核有了结果，要发出的消息就会出现在这里。接入短信、微信和邮件以后，消息直接发给学生，这里会一直是空的。',
    'When a student asks for a sign-in code, or a photo has been reviewed, the message that would go out appears here. Once short messages, WeChat and mail are connected, messages go to the students and this page stays empty.',
  ),
  emptyTitle: text('还没有消息', 'No messages yet'),
  ended: text('没有更早的消息了，消息保留 14 天。', 'There are no older messages; they are kept for 14 days.'),
  expired: text('已过期', 'Expired'),
  isNew: text('新', 'New'),
  kind: text('消息类型', 'Kind of message'),
  lead: text(
    '短信、微信或邮件还没有接入时，要发出的消息都留在这里，包括学生登录用的验证码。验证码请只告诉本人。',
    'While short messages, WeChat or mail are not connected, messages are kept here instead of sent, sign-in codes among them. Tell a code to its student only.',
  ),
  loaded: text('已载入', 'Loaded'),
  notices: text('通知', 'Notices'),
  noneTitle: text('没有符合的消息', 'No message fits'),
  older: text('载入更早的', 'Load older ones'),
  recipient: text('收件人', 'Recipient'),
  refresh: text('刷新', 'Refresh'),
  refreshedAt: text('更新于', 'As of'),
  repeat: text('每 5 秒自动刷新', 'Refresh every 5 s'),
  search: text('收件人末尾几位，或完整号码', 'Recipient, or its last digits'),
  showAll: text('显示全部', 'Show all'),
  template: text('消息', 'About'),
  time: text('时间', 'Time'),
}
