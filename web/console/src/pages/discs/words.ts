/** Words of the data discs. */
import type { Text } from '@caixiang/shared/text/text'

import type { DiscStep } from '../../features/disc/useDiscs/useDiscs'
import { text } from '../../words'
import type { StepWords } from '../delivery/words'

export const DISCS_WORDS = {
  lead: text('一人提出，另一人复核，制作后下载刻盘或交给学校。', 'One person asks for a disc, another approves it; then it is made, downloaded, and burnt or handed over.'),
  propose: text('提出光盘', 'Ask for a disc'),
  proposeLead: text('同事复核后才会制作。', 'It is made once a colleague has approved it.'),
  school: text('学校', 'School'),
  form: text('形式', 'Form'),
  template: text('文件夹和文件名', 'Folders and names'),
  otherTemplate: text('自定义', 'Another template'),
  templateHow: text(
    '可用 {number} 学号、{name} 姓名、{college} 学院、{teaching_point} 教学点、{class} 班级、{level} 层次、{serial} 序号；文件名要有学号或序号，以 .jpg 结尾。',
    'Fields: {number}, {name}, {college}, {teaching_point}, {class}, {level}, {serial}. The name has the number or the serial, and ends in .jpg.',
  ),
  templateWrong: text('这样不行，请对照下面的说明改一下。', 'This does not work yet; see below.'),
  example: text('例如', 'For example'),
  noSchools: text('这是散拍批次，没有学校，做不了光盘。请选学校的集中采集批次。', 'This batch belongs to no school, so there is no disc to make. Choose a batch of a school.'),
  volumes: text('文件', 'Files'),
  volume: text('第 {} 张', 'Disc {}'),
  sum: text('SHA-256', 'SHA-256'),
  fetched: text('文件正在下载。', 'The file is being downloaded.'),
  passphrase: text('压缩包口令', 'Passphrase'),
  passphraseLead: text('用电话或当面告诉学校，不要和压缩包一起发送。', 'Tell it to the school by phone or in person, never together with the archive.'),
  passphraseHow: text(
    '连同横线一起输入。学校用 7-Zip 等软件打开压缩包，里面还有一个压缩包，解压后就是照片和名册。每次查看都会记录。',
    'Type the hyphens too. 7-Zip and similar programs open the archive; another one inside holds the photos and lists. Every look is recorded.',
  ),
  emptyTitle: text('还没有光盘', 'No discs yet'),
  emptyHow: text('选择批次后点“提出光盘”，选学校和形式，再请同事复核。', 'Choose a batch and ask for a disc: choose the school and the form, then have a colleague approve it.'),
  emptyOther: text('提出后会出现在这里。', 'They stand here once somebody has asked for them.'),
} satisfies Record<string, Text>

export const STEPS: Readonly<Record<DiscStep, StepWords>> = {
  approve: {
    verb: text('同意制作', 'Approve'),
    line: text('同意后开始制作，里面有学生的证件照、学号和班级，只用于交给学校。', 'It is made then. It holds portraits, student numbers and classes, for the school alone.'),
    done: text('已同意，正在制作。', 'Approved. It is being made.'),
  },
  decline: {
    verb: text('不同意', 'Decline'),
    line: text('不制作这张光盘。', 'This disc is not made.'),
    done: text('已注明不同意。', 'Declined.'),
  },
  drop: {
    verb: text('放弃', 'Give up'),
    line: text('删除做好的文件，不能恢复；需要时可以重新提出。', 'Its files are deleted for good; another one can be asked for.'),
    done: text('已放弃。', 'Given up.'),
    isFinal: true,
  },
}
