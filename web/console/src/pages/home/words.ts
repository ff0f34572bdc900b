/** Words of the home page. */
import type { Text } from '@caixiang/shared/text/text'

import type { Urgency } from '../../features/today/tasks'
import { text } from '../../words'

export const HOME = {
  greeting: text('你好，', 'Hello, '),
  nothing: text(
    '现在没有需要你在这里处理的事。审核和学校的页面开放后，会出现在页面上方。',
    'There is nothing for you to do here at the moment. The pages for review and for schools appear at the top of the page when they open.',
  ),
  nothingToDo: text('今天没有要处理的事。', 'There is nothing to do.'),
  rooms: text('从这里开始', 'Start here'),
  today: text('今天要做的', 'Today'),
}

/** Words of the card that tells who is missing. */
export const MISSING = {
  all: text('采集进度', 'Progress'),
  nobody: text('所有人都已开始，没有待重拍的照片。', 'Everybody has begun, and no photo has to be taken again.'),
  place: text('学院、教学点或班级', 'College, teaching point or class'),
  rosterLess: text('这个批次还没有名单，导入以后才看得到谁还没有开始。', 'There is no roster yet. Once it is imported, you see who has not begun.'),
  sum: text('合计', 'Together'),
  title: text('还差谁', 'Who is missing'),
}

export const URGENCIES: Readonly<Record<Urgency, Text>> = {
  now: text('现在处理', 'Now'),
  soon: text('就在这几天', 'Within days'),
  later: text('可以晚些', 'Later'),
}
