/** Words of the filters that have names. */
import type { Text } from '@caixiang/shared/text/text'

import type { FilterRefusal } from '../../lib/useSavedFilters/useSavedFilters'
import { text } from '../../words'

export const FILTER_WORDS = {
  delete: text('删除', 'Delete'),
  deleted: text('已删除', 'Deleted'),
  empty: text('还没有保存过筛选。先选好条件，再在下面起个名字保存。', 'No filter is saved yet. Choose what the list shows, then save it below under a name.'),
  lead: text('保存在这台电脑的浏览器里，只有你的账号能看到。', 'Kept in this browser, for your account alone.'),
  name: text('现在的筛选保存为', 'Save what is shown now as'),
  newName: text('新名称', 'New name'),
  now: text('正在使用', 'In use'),
  rename: text('改名', 'Rename'),
  save: text('保存', 'Save'),
  saved: text('已保存', 'Saved'),
  title: text('保存的筛选', 'Saved filters'),
  undo: text('撤销', 'Undo'),
}

export const FILTER_REFUSALS: Readonly<Record<FilterRefusal, Text>> = {
  nameless: text('请填写名称。', 'Give it a name.'),
  taken: text('已有同名的筛选，请换一个名称。', 'Another filter has this name. Choose another one.'),
  full: text('最多保存 20 个，请先删除不用的。', 'There are 20 already. Delete one that is not needed.'),
}
