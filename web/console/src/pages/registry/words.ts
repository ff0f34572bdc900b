/** Words of the hand-over to the registry. */
import type { Text } from '@caixiang/shared/text/text'

import type { PackageStep } from '../../features/registry/usePackages/usePackages'
import { text } from '../../words'
import type { StepWords } from '../delivery/words'

export const REGISTRY_WORDS = {
  lead: text('一人提出数据包，另一人复核，制作后下载报送。一张照片只报送一次。', 'One person proposes a package, another approves it; then it is built, downloaded and sent. A photo is sent once.'),
  hint: text('选好批次后提出数据包：清单会先写明谁进得去、谁还差什么，另一位同事复核后才会制作。', 'Choose the batch and propose a package: the list says first who is in it and what others lack. It is built once a colleague has approved it.'),
  propose: text('提出数据包', 'Propose a package'),
  importResult: text('导入结果', 'Import a result'),
  number: text('包号', 'Number'),
  answers: text('学信网结果', 'Answers'),
  waiting: text('等结果 {}', '{} wait'),
  emptyTitle: text('还没有数据包', 'No packages yet'),
  emptyHow: text('选择批次后点“提出数据包”，先看会报送哪些照片，再请同事复核。', 'Choose a batch and propose a package: see what would be sent, then ask a colleague to approve it.'),
  emptyOther: text('提出后会出现在这里。', 'They stand here once somebody has proposed them.'),
  proposeLead: text('同事复核后才会制作。', 'It is built once a colleague has approved it.'),
  fetched: text('文件正在下载。报送后请点“已报送”。', 'The file is being downloaded. Note it as sent once it is.'),
  importTitle: text('导入学信网结果', 'Import a result'),
  importLead: text('先看变化再导入。要么全部导入，要么一行也不导入；重复导入没有影响。', 'Look at what changes first. A file is taken whole or not at all; importing it again changes nothing.'),
  file: text('结果文件', 'Result file'),
  fileHow: text('xlsx、csv、dbf 或 JSON，需要包号、序号、接收结果、原因四列，可以有身份核验。', 'xlsx, csv, dbf or JSON with 包号, 序号, 接收结果 and 原因, and 身份核验 if there is one.'),
  ofPackage: text('数据包 {}', 'Package {}'),
  news: text('新的结果', 'New results'),
  noNews: text('文件里没有新的结果，之前已经导入过。', 'Nothing in it is new: it was imported before.'),
  stillWaiting: text('导入后仍在等结果', 'Still waiting afterwards'),
  import: text('导入', 'Import'),
  imported: text('已导入，正在通知学生。', 'Imported. The students are being told.'),
  done: text('完成', 'Done'),
} satisfies Record<string, Text>

export const STEPS: Readonly<Record<Exclude<PackageStep, 'file'>, StepWords>> = {
  approve: {
    verb: text('同意报送', 'Approve'),
    line: text('同意后制作文件，里面有学生的证件照和采集码内容，用于报送学信网。', 'Its file is built then. It holds portraits and the content of collection codes, for the registry.'),
    done: text('已同意，正在制作。', 'Approved. It is being built.'),
  },
  decline: {
    verb: text('不同意', 'Decline'),
    line: text('不制作文件。里面的照片可以进入别的数据包。', 'Nothing is built. Its photos can go into another package.'),
    done: text('已注明不同意。', 'Declined.'),
  },
  sent: {
    verb: text('已报送', 'Note as sent'),
    line: text('请在提交给学信网之后再点。之后不能放弃，学生会看到“已报送”。', 'Only once the registry has it. It cannot be given up then, and students see that it was sent.'),
    done: text('已登记报送，等待结果。', 'Noted. The registry’s answers are awaited.'),
  },
  drop: {
    verb: text('放弃', 'Give up'),
    line: text('删除文件，里面的照片可以进入别的数据包。', 'Its file is deleted, and its photos can go into another package.'),
    done: text('已放弃。', 'Given up.'),
    isFinal: true,
  },
}
