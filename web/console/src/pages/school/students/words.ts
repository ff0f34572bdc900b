/** Words of the list of students. */
import { text } from '../../../words'

export const STUDENTS_WORDS = {
  anyPlace: text('不限学院和班级', 'All colleges and classes'),
  class: text('班级', 'Class'),
  college: text('学院', 'College'),
  copied: text('个学号已复制', 'numbers copied'),
  copy: text('复制学号', 'Copy numbers'),
  copyFailed: text('没有复制成功。请下载表格，或在表里选中学号再复制。', 'They could not be copied. Download the file, or select the numbers in the table.'),
  copyMore: text('只复制已载入的，后面还有。', 'Only those loaded; there are more.'),
  download: text('下载表格', 'Download as CSV'),
  downloadOff: text('表格里是全部已开始的学生，“在册”一列写明谁不在名单中。', 'The file holds all who have begun; its column “On the roster” tells who is not.'),
  emptyHow: text('换一个状态或范围，或返回采集进度。', 'Choose another stage or place, or go back to progress.'),
  emptyTitle: text('这个范围里没有这样的学生', 'No such students here'),
  goOn: text('继续查找', 'Look further'),
  lead: text('只列学号和所在班级，没有姓名。每次下载都会留下记录。', 'Numbers and classes, no names. Every download is recorded.'),
  level: text('层次', 'Level'),
  noBatch: text('还没有批次', 'No batch yet'),
  noNumber: text('没有学号', 'No number'),
  number: text('学号', 'Student number'),
  off: text('不在名单', 'Not on the roster'),
  place: text('范围', 'Within'),
  stage: text('状态', 'State'),
  teachingPoint: text('教学点', 'Teaching point'),
}
