/** Words of the state of the system. */
import type { Text } from '@caixiang/shared/text/text'
import { text } from '../../words'

export const SYSTEM_WORDS = {
  archives: text('归档', 'Put away'),
  asked: text('丢弃这个任务？', 'Drop this job?'),
  askedHow: text('丢弃以后这件事不会再做，也不能恢复。', 'What it was to do is not done then, and it cannot be brought back.'),
  backup: text('备份', 'Backup'),
  backupDue: text('请部署者在服务器上运行 caixiang admin backup，每天一次。', 'Ask whoever runs the server to run caixiang admin backup, once a day.'),
  backupFiles: text('这份备份只有照片等文件。数据库由 pg_dump 另行备份，这里不知道它的情况。', 'This backup holds the files alone. The database is backed up by pg_dump, of which nothing is known here.'),
  backupNone: text('还没有备份过。', 'No backup was made yet.'),
  backupUnchecked: text('还没有检查能否恢复：在服务器上运行 caixiang admin restore-check。', 'Nobody has read it again yet: run caixiang admin restore-check on the server.'),
  batch: text('批次', 'Batch'),
  behind: text('最早一个到期任务已等待', 'The oldest job that is due has waited'),
  dead: text('没有做成的任务', 'Jobs that failed'),
  deadNone: text('没有停下来的任务。', 'No job has stopped.'),
  discard: text('丢弃', 'Drop'),
  ends: text('数据的期限', 'When data end'),
  endsNone: text('还没有批次。', 'There is no batch yet.'),
  erased: text('已清除', 'Erased'),
  erases: text('清除', 'Erased'),
  error: text('最近一次的原因', 'What went wrong last'),
  held: text('恢复备份以后暂停清理无主文件。核对无误后，由部署者在服务器上运行 caixiang admin resume-sweep。', 'Files that nothing refers to are kept after a restore. Once all is checked, whoever runs the server runs caixiang admin resume-sweep.'),
  job: text('任务', 'Job'),
  lead: text('服务出问题时先看这里。', 'Look here first when something is wrong.'),
  minutes: text('分钟', 'minutes'),
  noEnd: text('进行中', 'under way'),
  roster: text('名单', 'Roster'),
  running: text('进行中', 'Running'),
  shared: text('这套系统服务多个采集中心，服务状态和任务由部署者在服务器上查看。', 'This installation serves several centres: its state and jobs are looked after on the server.'),
  submissions: text('提交', 'Submissions'),
  tries: text('次数', 'Tries'),
  tryAgain: text('再试一次', 'Try again'),
  version: text('版本', 'Version'),
  waiting: text('排队', 'Waiting'),
  well: text('数据库、存储都正常。', 'Database and storage are well.'),
  when: text('停下的时间', 'Stopped at'),
}

export const FAILING: Readonly<Record<string, Text>> = {
  database: text('数据库没有响应。', 'The database does not answer.'),
  migrations: text('数据库的表还不是这个版本的。请让部署者检查升级是否完成。', 'The tables are not those of this version. Ask whoever runs the server whether the upgrade is done.'),
  objects: text('照片存储不能读写。', 'The storage of photos cannot be read or written.'),
}
