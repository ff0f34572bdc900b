/** Help of the hand-over to the registry. */
import type { Help } from '../../help'
import { text } from '../../words'

export const HELP: Help = {
  topics: [
    {
      when: text('数据包怎样报送', 'How a package is sent'),
      then: text('一人提出，另一人复核，系统制作文件。下载后通过学信网指定的渠道提交，再点“已报送”。', 'One proposes it, another approves it, and its file is written. Download it, hand it in the way the registry asks for, then note it as sent.'),
    },
    {
      when: text('有的学生没有进数据包', 'Some students are not in it'),
      then: text('提出前的清单写明了原因：未通过审核、未缴费、撤回同意等。处理后进入下一个数据包。', 'The list before proposing says why: not approved, not paid, no consent. Once that is settled they go into the next package.'),
    },
    {
      when: text('照片不予接收怎么办', 'A photo was refused'),
      then: text('下载“未接收名单”交给学校。重拍后在“通过后的更改”里换上新照片，审核通过后再报送。', 'Download the list of refusals for the school. Replace the photo under Changes after approval; once it is approved, it goes into the next package.'),
    },
    {
      when: text('结果文件导入不了', 'A result file is refused'),
      then: text('文件要么全部导入，要么一行也不导入。按提示的行和列修改后再选一次。重复导入不会出错。', 'A file is taken whole or not at all. Mend the row and column that are named and choose it again. Importing twice does no harm.'),
    },
    {
      when: text('下载时提示数据包已过时', 'The package is out of date'),
      then: text('里面有人撤回了同意或换了照片。放弃这个数据包，再提出一个。', 'Somebody in it withdrew the consent, or a photo was replaced. Give it up and propose a new one.'),
    },
  ],
}
