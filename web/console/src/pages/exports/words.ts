/** Words of lists of many students. */
import type { Text } from '@caixiang/shared/text/text'

import type { ListStep } from '../../features/export/useListExports/useListExports'
import { text } from '../../words'
import type { StepWords } from '../delivery/words'

export const EXPORTS_WORDS = {
  all: text('全部范围', 'Everywhere'),
  download: text('下载', 'Download'),
  emptyHow: text('在“进度”里打开名单下载；人数多的会在这里等待另一个人同意。', 'Download a list in the room of progress; a long one waits here for a second person.'),
  emptyTitle: text('还没有申请', 'Nothing was asked for yet'),
  fetched: text('文件正在下载。', 'The file is being downloaded.'),
  lapsed: text('七天无人答复，已失效', 'Lapsed after seven days'),
  lead: text('一人申请，另一人同意后制作，只有申请人能下载，一天后删除。', 'One person asks, another approves; only who asked downloads it, for a day.'),
  list: text('名单', 'List'),
  persons: text('人数', 'Students'),
  reason: text('用途', 'Reason'),
} satisfies Record<string, Text>

export const STEPS: Readonly<Record<ListStep, StepWords>> = {
  approve: {
    verb: text('同意', 'Approve'),
    line: text('同意后制作，里面有学号、院系和进度，只有申请人能下载。', 'It is made then. It holds student numbers, places and stages, for who asked alone.'),
    done: text('已同意，正在制作。', 'Approved. It is being made.'),
  },
  decline: {
    verb: text('不同意', 'Decline'),
    line: text('不制作这份名单。', 'This list is not made.'),
    done: text('已注明不同意。', 'Declined.'),
  },
  drop: {
    verb: text('放弃', 'Give up'),
    line: text('放弃申请；做好的文件会删除，不能恢复。', 'It is given up, and its file deleted for good.'),
    done: text('已放弃。', 'Given up.'),
    isFinal: true,
  },
}
