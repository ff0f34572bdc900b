/** Words of the page where the centre is called and asked. */
import { text } from '@caixiang/shared/text/text'
import type { Text } from '@caixiang/shared/text/text'

export const CONTACT = {
  title: text('联系客服', 'Contact'),
  call: text('打电话', 'Call'),
  ask: text('留言', 'Leave a question'),
  askLead: text('工作人员看到后会回复，回复会出现在“通知”里。', 'Staff answer when they see it; the answer comes as a message.'),
  about: text('关于哪一份学历', 'Which degree is it about?'),
  question: text('你的问题', 'Your question'),
  placeholder: text('写清楚做到哪一步、看到什么提示。不用写身份证号和手机号。', 'Say how far you came and what you saw. No need for identity or phone numbers.'),
  send: text('发送', 'Send'),
  sent: text('已发送，请留意回复', 'Sent. Watch for the answer.'),
  own: text('我的留言', 'My questions'),
  waiting: text('等待回复', 'Waiting'),
  answered: text('已回复', 'Answered'),
  answer: text('回复 · {}', 'Answer · {}'),
  first: text('登录后可以留言', 'Sign in to leave a question'),
  signIn: text('登录', 'Sign in'),
  noBatch: text('先输入特征码，就知道由哪个采集中心负责了。', 'Enter the feature code first: it says which centre is responsible.'),
  addDegree: text('输入特征码', 'Enter the code'),
  help: text('先看看常见问题', 'Look at the questions and answers first'),
} satisfies Record<string, Text>
