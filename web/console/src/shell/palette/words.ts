/** Words of the palette. */
import type { Text } from '@caixiang/shared/text/text'

import type { EntryKind } from '../../features/palette/search'
import { text } from '../../words'

export const PALETTE = {
  account: text('密码、动态验证码、登录的设备', 'Password, second factor, devices'),
  featureCode: text('特征码', 'Feature code'),
  found: text('项', 'found'),
  help: text('本页的帮助', 'Help of this page'),
  label: text('查找页面、批次、学校和操作', 'Find pages, batches, schools and actions'),
  lock: text('现在锁定', 'Lock now'),
  none: text('没有找到。换一个说法，或输入拼音首字母。', 'Nothing fits. Try another word.'),
  placeholder: text('名称、拼音首字母、特征码或学校代码', 'Name, feature code or school code'),
  title: text('查找', 'Find'),
}

export const KINDS: Readonly<Record<EntryKind, Text>> = {
  page: text('页面', 'Page'),
  action: text('操作', 'Action'),
  batch: text('批次', 'Batch'),
  school: text('学校', 'School'),
}
