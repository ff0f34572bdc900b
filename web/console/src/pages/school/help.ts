/** Help of the progress of a batch. */
import type { Help } from '../../help'
import { text } from '../../words'

export const HELP: Help = {
  keys: [
    { keys: '→', does: text('展开这一行', 'Open the row') },
    { keys: '←', does: text('收起，或回到上一级', 'Close it, or go up') },
    { keys: '↑ ↓', does: text('上一行、下一行', 'Row above, row below') },
  ],
  topics: [
    {
      when: text('想知道谁还没开始', 'Who has not begun?'),
      then: text('点开班级旁边的“名单”，状态选“未开始”，可以复制学号到班级群。', 'Open “List” beside a class with the state “Not begun”; its numbers can be copied for the class chat.'),
    },
    {
      when: text('怎样催还没完成的学生', 'How do I remind students?'),
      then: text(
        '在“学生名单”里选“待上传照片”“退回待重拍”等状态，点“提醒学生”，先看人数、方式和时间再发出。每人每天最多一次，晚上九点到早上八点不发。',
        'In “Students” choose a state such as “Photo awaited” or “Rejected” and press “Remind”; look at how many, how and when before it goes out. Each at most once a day, and nobody between 9 at night and 8 in the morning.',
      ),
    },
    {
      when: text('“未开始”是 0，但明显有人没交', '“Not begun” is 0 although students are missing'),
      then: text('这个批次还没有名单。导入名单以后才知道应到的人。', 'The batch has no roster yet. Who is expected is known once it is imported.'),
    },
    {
      when: text('导入时提示学号有错', 'The import finds wrong numbers'),
      then: text(
        '表里按单元格列出每一处。学号变成 2.2E+10 是表格软件造成的：把这一列设为文本，从原始名单重新粘贴，不要手工补零。',
        'Every place is listed by its cell. A number like 2.2E+10 was destroyed by the spreadsheet program: format the column as text and paste it anew, do not complete it by hand.',
      ),
    },
    {
      when: text('有学生“不在名单中”', 'Students are “on no roster”'),
      then: text('他们已开始采集，但学校名单里没有。核对学号，补进名单后重新导入，记录会自动归位。', 'They have begun but the roster does not list them. Check the numbers, add them and import again; they find their place by themselves.'),
    },
  ],
}
