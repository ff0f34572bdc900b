/** Words of the parts that pages are made of. */
import { text } from '../words'

export const UI = {
  anotherFile: text('换一个文件', 'Another file'),
  chooseFile: text('选择文件', 'Choose a file'),
  drop: text('把文件拖到这里，或者', 'Drop the file here, or'),
  dropNow: text('松开即可', 'Let go'),
  cancel: text('取消', 'Cancel'),
  chartFailed: text('图没有画出来，数据在下面的表格里。', 'The chart could not be drawn. Its figures are in the table below.'),
  close: text('关闭', 'Close'),
  columns: text('选择列', 'Choose columns'),
  columnsLead: text('不勾选的列不显示，这台电脑会记住。', 'Columns without a tick are hidden. This computer remembers the choice.'),
  done: text('完成', 'Done'),
  empty: text('这里还没有内容', 'Nothing here yet'),
  figures: text('数据表', 'Figures'),
  hint: text('提示', 'Hint'),
  leave: text('离开', 'Leave'),
  leaveHow: text('填好的内容还没有保存。', 'What you entered is not saved.'),
  leaveTitle: text('不保存就离开？', 'Leave without saving?'),
  loadMore: text('载入更多', 'Load more'),
  putAway: text('知道了', 'Got it'),
  resetColumns: text('显示全部列', 'Show all columns'),
  undone: text('已撤销', 'Undone'),
  undoFailed: text('没有撤销成功。', 'It could not be undone.'),
}
