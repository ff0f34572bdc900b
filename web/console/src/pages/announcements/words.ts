/** Words of announcements. */
import type { Text } from '@caixiang/shared/text/text'
import type { Standing } from '../../features/announcement/state'
import { text } from '../../words'

export const ANNOUNCEMENTS_WORDS = {
  all: text('全部学生', 'All students'),
  batch: text('给谁看', 'For whom'),
  emptyHow: text('停机维护、改期这样的事，发一条公告，学生打开首页就能看到。', 'Publish one for maintenance or a changed date: students see it when they open the app.'),
  emptyTitle: text('没有公告', 'No announcements'),
  english: text('英文（可不填）', 'In English (may be left out)'),
  englishBoth: text('英文的标题和内容要么都填，要么都不填。', 'Write both title and text in English, or neither.'),
  from: text('从什么时候开始', 'From when'),
  new: text('发布公告', 'New announcement'),
  publish: text('发布', 'Publish'),
  takeBack: text('撤回', 'Take back'),
  takeBackAsk: text('撤回这条公告？', 'Take this announcement back?'),
  takeBackHow: text('学生马上就看不到它了。', 'Students do not see it any more at once.'),
  text: text('内容', 'Text'),
  textMissing: text('写 1 到 1000 个字。', '1 to 1000 characters.'),
  title: text('标题', 'Title'),
  titleEn: text('英文标题', 'Title in English'),
  titleMissing: text('写 1 到 40 个字。', '1 to 40 characters.'),
  textEn: text('英文内容', 'Text in English'),
  until: text('到什么时候为止', 'Until when'),
  untilMissing: text('选一个晚于开始、一年以内的时间。', 'A time after the beginning and within a year.'),
}

export const STANDINGS: Readonly<Record<Standing, Text>> = {
  'to-come': text('未开始', 'To come'),
  shown: text('显示中', 'Shown'),
  over: text('已结束', 'Over'),
  'taken-back': text('已撤回', 'Taken back'),
}
