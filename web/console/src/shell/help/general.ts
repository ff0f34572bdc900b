/** Help where a page has none of its own, and the keys that work on every page. */
import type { Help, HelpKey } from '../../help'
import { text } from '../../words'

export const EVERYWHERE: readonly HelpKey[] = [
  { keys: 'Ctrl K', does: text('查找页面、批次、学校和操作', 'Find pages, batches, schools and actions') },
  { keys: '?', does: text('本页的帮助', 'Help of this page') },
  { keys: 'Ctrl Z', does: text('撤销刚才的操作（提示还在时）', 'Take back what was just done, while it is offered') },
  { keys: 'Esc', does: text('关闭打开的窗口', 'Close what is open') },
]

export const HELP: Help = {
  topics: [
    {
      when: text('找不到要去的页面', 'I cannot find a page'),
      then: text(
        '按 Ctrl K，输入名称或拼音首字母。这里只列出职责内的页面；缺少的权限由中心管理员添加。',
        'Press Ctrl K and type its name. Only pages of your roles are listed; an administrator adds roles.',
      ),
    },
    {
      when: text('页面自己锁定了', 'The page has locked itself'),
      then: text(
        '一段时间没有操作会锁定，输入密码就回到原处。时间在“我的账户”里改。',
        'It does so when nobody has touched it for a while. Your password brings it back; the time is set in “My account”.',
      ),
    },
    {
      when: text('要离开座位', 'I leave my desk'),
      then: text('按 Ctrl K，选“现在锁定”，所有标签页一起遮住。', 'Press Ctrl K and choose “Lock now”: every tab is covered.'),
    },
  ],
}
