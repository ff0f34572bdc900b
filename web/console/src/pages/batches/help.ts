/** Help of the batches. */
import type { Help } from '../../help'
import { text } from '../../words'

export const HELP: Help = {
  topics: [
    {
      when: text('要停一下采集', 'The collection has to stop for a while'),
      then: text('用“暂停”，学生会看到暂停的说明，已提交的照片照常审核；“结束”是不能撤回的。', 'Pause it: students read so, and photos that were handed in are reviewed. Closing cannot be taken back.'),
    },
    {
      when: text('写错了开始时间或学校', 'The opening or a school is wrong'),
      then: text('开放前在“修改”里改。开放以后这些不能再改，请复制为新批次，结束原来的。', 'Change it before it opens. Afterwards they stay: copy it to a new batch and close the old one.'),
    },
    {
      when: text('提示刚被别人改过', 'It says that somebody else has changed it'),
      then: text('对方的修改会逐项列出。选择保留自己的修改或用最新的，再保存一次。', 'Their changes are listed. Keep yours or take the newest, then save again.'),
    },
  ],
}
