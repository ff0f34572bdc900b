/** Help of lists of many students. */
import type { Help } from '../../help'
import { text } from '../../words'

export const HELP: Help = {
  topics: [
    {
      when: text('怎样申请一份名单', 'How is a list asked for?'),
      then: text('在“进度”里打开名单，选好范围和状态再下载。人数不多的马上下载；人数多的会请你写明用途，申请后出现在这里。', 'Open the list in the room of progress, choose place and stage, and download. A short one comes at once; for a long one you say what it is for, and it stands here.'),
    },
    {
      when: text('谁来同意', 'Who agrees?'),
      then: text('本中心的操作员或管理员，但不能是申请人自己。七天没有人答复就失效。', 'An operator or administrator of the centre who did not ask for it. After seven days without an answer it lapses.'),
    },
    {
      when: text('文件在哪里下载', 'Where is the file?'),
      then: text('做好以后只有申请人能在这里下载，一天后删除。每次下载都有记录。', 'Here, for who asked alone, and for a day. Every download is on record.'),
    },
    {
      when: text('里面是什么时候的数据', 'How recent is it?'),
      then: text('同意之后才制作，是那时的名单，范围是申请人那时能看到的。', 'It is made after it was approved, of what the person who asked may see then.'),
    },
  ],
}
