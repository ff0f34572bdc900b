/** Words of the students' questions. */
import { text } from '../../words'

export const ENQUIRIES_WORDS = {
  waiting: text('等待回复', 'Waiting'),
  answered: text('已回复', 'Answered'),
  answeredNone: text('还没有回复过。', 'None yet.'),
  emptyTitle: text('没有等待回复的留言', 'No question waits'),
  emptyHow: text('学生留言后会出现在这里，最早的在最前面。', 'What students ask comes up here, the oldest first.'),
  answer: text('回复', 'Answer'),
  correct: text('更正回复', 'Correct the answer'),
  send: text('发送回复', 'Send'),
  sent: text('已发送，学生会收到通知。', 'Sent. The student is told.'),
  yours: text('你的回复', 'Your answer'),
  yoursHow: text('学生只看得到文字。不要写别人的信息。', 'The student reads just this text. Nothing about anybody else.'),
  missing: text('写 1 到 1000 个字。', '1 to 1000 characters.'),
  student: text('查看学生', 'Open the student'),
  noDegree: text('还没有学历', 'No degree yet'),
}
