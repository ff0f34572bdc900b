/** Words of the organisation. */
import type { Schemas } from '@caixiang/shared/api/types'
import type { Text } from '@caixiang/shared/text/text'

import { text } from '../../words'

export const UNIT_KINDS: Readonly<Record<Schemas['UnitKind'], Text>> = {
  college: text('学院', 'College'),
  'teaching-point': text('教学点', 'Teaching point'),
}

export const IDENTITY_COLUMNS: Readonly<Record<Schemas['IdentityColumns'], Text>> = {
  refused: text('拒绝整份名单', 'Refuse the roster'),
  sealed: text('读入后立即加密保存', 'Read them and seal them at once'),
}

/** How approved portraits are sent, or that they are not. */
export type Mails = 'attachment' | 'link' | 'no'

export const MAILS_PORTRAITS: Readonly<Record<Mails, Text>> = {
  attachment: text('照片作为附件', 'With the portrait attached'),
  link: text('一次性下载链接，72 小时有效', 'With a link for one download, for 72 hours'),
  no: text('不发送', 'Not sent'),
}

export const ORGANISATION_WORDS = {
  addClass: text('添加班级', 'New class'),
  addSchool: text('添加学校', 'New school'),
  addUnit: text('添加学院或教学点', 'New college or teaching point'),
  centre: text('采集中心', 'Centre'),
  change: text('修改', 'Change'),
  classes: text('个班级', 'classes'),
  classesOfSchool: text('学校直属的班级', 'Classes of the school itself'),
  code: text('学校代码', 'School code'),
  codeHow: text('五位数字；保存后不能更改。', 'Five digits; it stays for good.'),
  codeWrong: text('学校代码是五位数字。', 'A school code has five digits.'),
  conflict: text('中心信息刚被别人改过，下面是最新的内容，请核对后再保存。', 'Somebody else has changed it; below is what it is now. Check it and save again.'),
  contact: text('联系方式', 'How students reach it'),
  contactHow: text('学生需要帮助时会看到，例如电话和时间，最多 200 字。', 'Students see it when they need help, such as a number with hours; at most 200 characters.'),
  emptySchools: text('还没有学校', 'No school yet'),
  emptySchoolsHow: text('添加学校以后，才能建立它的批次、导入名单。', 'Enter a school before its batches and rosters.'),
  emptyTree: text('还没有学院、教学点或班级', 'No college, teaching point or class yet'),
  emptyTreeHow: text('可以在这里添加；导入名单时也会自动添加。', 'Enter them here; importing a roster enters them too.'),
  mails: text('审核通过的照片发到邮箱', 'Approved portraits by mail'),
  identity: text('名单里出现证件号码时', 'When a roster has identity numbers'),
  kind: text('类型', 'Kind'),
  lead: text('中心、学校、学院、教学点和班级的名称。改名后学生和老师马上看到新名称。', 'Names of the centre, schools, colleges, teaching points and classes. A new name is seen at once.'),
  name: text('名称', 'Name'),
  nameMissing: text('请填写名称，一行，最多 100 字。', 'Enter a name in one line, at most 100 characters.'),
  noContact: text('还没有填写', 'Not said yet'),
  none: text('没有符合的名称', 'No name fits'),
  rename: text('改名', 'Rename'),
  renamed: text('已改名', 'Renamed'),
  save: text('保存', 'Save'),
  saved: text('已保存', 'Saved'),
  schools: text('学校', 'Schools'),
  search: text('学校名称或代码', 'Name or code of a school'),
  searchIn: text('在这所学校里查找', 'Find in this school'),
  tooLong: text('最多 200 字。', 'At most 200 characters.'),
  unit: text('所属学院或教学点', 'College or teaching point'),
  unitNone: text('直属学校', 'The school itself'),
}
