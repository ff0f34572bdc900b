/** Words of the list of students. */
import { text } from '../../../words'

export const STUDENTS_WORDS = {
  anyPlace: text('不限学院和班级', 'All colleges and classes'),
  asText: text('下载 CSV', 'Download as CSV'),
  class: text('班级', 'Class'),
  college: text('学院', 'College'),
  copied: text('个学号已复制', 'numbers copied'),
  copy: text('复制学号', 'Copy numbers'),
  copyFailed: text('没有复制成功。请下载表格，或在表里选中学号再复制。', 'They could not be copied. Download the file, or select the numbers in the table.'),
  copyMore: text('只复制已载入的，后面还有。', 'Only those loaded; there are more.'),
  copyForChat: text('未开始的学生还没有账号，收不到提醒。可以复制学号，发到班级群里。', 'Students who have not begun have no account yet and cannot be reminded. Copy their numbers for the class chat.'),
  download: text('下载表格', 'Download as Excel'),
  emptyHow: text('换一个状态或范围，或返回采集进度。', 'Choose another stage or place, or go back to progress.'),
  emptyTitle: text('这个范围里没有这样的学生', 'No such students here'),
  lead: text('只列学号和所在班级，没有姓名。每次下载都会留下记录。', 'Numbers and classes, no names. Every download is recorded.'),
  level: text('层次', 'Level'),
  noBatch: text('还没有批次', 'No batch yet'),
  noNumber: text('没有学号', 'No number'),
  number: text('学号', 'Student number'),
  off: text('不在名单', 'Not on the roster'),
  place: text('范围', 'Within'),
  stage: text('状态', 'State'),
  prints: text('照片', 'Prints'),
  teachingPoint: text('教学点', 'Teaching point'),
}

export const REMINDER_WORDS = {
  costs: text('会产生短信费用', 'costs a fee each'),
  inApp: text('只在应用内通知', 'In the app alone'),
  nobody: text('现在没有可以提醒的学生：今天已经提醒过，或者已经过了截止时间。', 'Nobody can be reminded now: they were today already, or their time is over.'),
  now: text('现在就发出。学生在应用里也会看到。', 'It goes out at once. Students also find it in the app.'),
  quiet: text('晚上九点到早上八点不打扰学生，将在这个时间发出：', 'Nobody is disturbed between 9 at night and 8 in the morning. It goes out at'),
  remind: text('提醒学生', 'Remind'),
  remindedToday: text('人今天已经提醒过，不再重复。', 'were reminded today already and are left out.'),
  sentLater: text('已安排，发出时间：', 'Arranged; it goes out at'),
  sentNow: text('提醒正在发出。', 'The reminder is going out.'),
  sms: text('短信', 'By short message'),
  students: text('名学生会收到提醒', 'students will be reminded'),
  title: text('提醒学生完成采集', 'Remind students to finish'),
  wechat: text('微信', 'By WeChat'),
}

/** For a list that one person does not take out alone. */
export const LONG_WORDS = {
  ask: text('申请', 'Ask for it'),
  asked: text('已申请。另一个人同意后，在“名单导出”里下载。', 'Asked for. Once somebody else agrees, download it in the room of list exports.'),
  lead: text('这份名单人数多，要由另一个人同意才能导出。写明用途后申请；也可以缩小范围，直接下载。', 'This list is long: somebody else has to agree. Say what it is for; or choose fewer students and download at once.'),
  reason: text('用途', 'What is it for?'),
  reasonMissing: text('请选择用途。', 'Choose a reason.'),
  room: text('去名单导出', 'To list exports'),
  title: text('申请导出名单', 'Ask for this list'),
}
