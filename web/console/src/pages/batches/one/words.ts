/** Words of the page of one batch. */
import { text } from '../../../words'

export const ONE_WORDS = {
  change: text('修改', 'Change'),
  clone: text('复制为新批次', 'Copy to a new batch'),
  closesNow: text('现在的截止时间', 'Closes now'),
  counts: text('已开始的学生', 'Students who have begun'),
  countsNone: text('还没有学生开始。', 'No student has begun.'),
  extend: text('延长', 'Extend'),
  extendHow: text('学生可以交照片到新的截止时间；也可以改早。', 'Students can hand in until then; an earlier time is possible too.'),
  extendMissing: text('请填写晚于开始时间的日期和时间。', 'Enter a time after the opening.'),
  extendPast: text('这个时间已经过去，保存后学生马上不能再提交。', 'That time is over: students cannot submit any more once it is saved.'),
  extendTitle: text('改截止时间', 'Another closing time'),
  extendSave: text('保存截止时间', 'Save the closing time'),
  extended: text('截止时间已改', 'The closing time is changed'),
  meanwhile: text('这个批次刚被别人改过，你的操作没有执行。下面是最新的内容。', 'Somebody else has changed this batch, so nothing was done. Below is what it is now.'),
  moreDays: text('再加 {} 天', '{} more days'),
  noNotice: text('没有写', 'None'),
  notNow: text('知道了', 'All right'),
  over: text('采集时间已经过了，还没有结束。学生不能再提交，但没有完成的照片还留着。', 'The window is over and the batch is not closed: nobody can submit, and unfinished photos are still kept.'),
  planFails: text('开放前需要补全：', 'Before it opens: '),
  progress: text('看采集进度', 'See its progress'),
  roster: text('导入名单', 'Import a roster'),
  students: text('学生名单', 'Students'),
  title: text('批次', 'Batch'),
}
