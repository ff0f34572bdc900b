/** Words of the page that makes or changes a batch. */
import { text } from '../../../words'

export const EDIT_WORDS = {
  addCohort: text('添加一行', 'Add a line'),
  anyCode: text('留空由系统生成', 'Left empty, one is made'),
  back: text('返回批次', 'Back to batches'),
  both: text('你也改了', 'You changed it too'),
  cancel: text('不保存', 'Leave it'),
  captureHow: text('学生只能用勾选的方式交照片。', 'Students hand in photos in these ways alone.'),
  cloneTitle: text('复制批次', 'Copy of a batch'),
  cohortsHow: text('写明给谁采集，学生会看到。不会因此拒绝任何人。', 'Whom it is for; students see it. Nobody is refused by it.'),
  conflict: text('这个批次刚被别人改过，你的修改还没有保存。', 'Somebody else has changed this batch; your changes are not saved yet.'),
  conflictBoth: text('保留我的修改，其余用最新的', 'Keep my changes, take the rest'),
  conflictHow: text('对方改了：', 'They changed:'),
  conflictTheirs: text('放弃我的修改', 'Give up my changes'),
  create: text('保存草稿', 'Save as a draft'),
  days: text('天', 'days'),
  editTitle: text('修改批次', 'Change a batch'),
  graduation: text('毕业年月', 'Month of graduation'),
  gradeYear: text('入学年份', 'Year of admission'),
  hoursHow: text('中国时间；到 00:00 表示到当天结束。', 'China time; until 00:00 is until the end of the day.'),
  kept: text('已开放，不能移除', 'Open: it stays'),
  level: text('层次', 'Level'),
  noRegion: text('请选择', 'Choose one'),
  noRegions: text('还没有地区，请先在“散拍影棚”里添加。', 'There is no region yet. Enter one under “Studios”.'),
  noSchool: text('没有符合的学校', 'No school fits'),
  notBeforeHow: text('更早拍的照片会提示“不是近照”。可以不填。', 'Earlier photos are called not recent. May stay empty.'),
  noticeHow: text('学生开始前会看到，可以不填。', 'Students read it before they begin. May stay empty.'),
  originalsHow: text('批次归档以后，原图再保留这些天；不超过成片。', 'Days after the batch is archived; no longer than the portraits.'),
  portraitsHow: text('归档以后，成片再保留这些天。', 'Days after the batch is archived.'),
  priceHow: text('填 0 表示不收费。', '0 is free of charge.'),
  reliedOn: text('学生已在使用，不能再改', 'Students rely on it: it stays'),
  remove: text('移除', 'Remove'),
  save: text('保存修改', 'Save the changes'),
  saved: text('已保存', 'Saved'),
  savedDraft: text('草稿已保存，学生还看不到', 'The draft is saved; students do not see it yet'),
  searchSchool: text('输入学校名称或代码', 'Name or code of a school'),
  slugHow: text('4 到 32 位小写字母、数字和短横线。', '4 to 32 of a–z, 0–9 and -.'),
  stateNow: text('现在的状态：', 'It is now: '),
  template: text('用模板', 'Use the template'),
  templateFilled: text('已填入模板，请通读一遍再保存。', 'The template is filled in. Read all of it before you save.'),
  templateHow: text('模板写明对象、时间、费用、步骤、照片要求和咨询方式，时间、费用和电话取自这张表。', 'It says whom, when, the fee, the way, what the photo has to be and whom to ask; times, fee and telephone come from this form.'),
  templateOutdated: text('表里的内容改过了，须知里还是原来的：再按一次“用模板”。', 'The form has changed, the notice has not: press “Use the template” again.'),
  templateReplaces: text('现在两种语言的须知都会换成模板，可以撤销。', 'The notice in both languages becomes the template. It can be undone.'),
  templateTitle: text('用模板替换写好的须知？', 'Replace what was typed by the template?'),
  templateUndo: text('撤销填入', 'Undo the template'),
  templateYes: text('替换', 'Replace'),
  times: text('次', 'times'),
  yuan: text('元', 'yuan'),
  anySchool: text('不选学校时，这个地区任何学校的学生都可以参加。', 'Without a school, students of any school can come.'),
  sections: text('内容', 'Contents'),
  complete: text('已填好', 'complete'),
  incomplete: text('还没填好', 'not complete'),
}

/** The parts of the form, in their order. */
export const SECTIONS = {
  basics: text('基本信息', 'Basics'),
  schools: text('学校和对象', 'Schools and students'),
  window: text('采集时间', 'Window'),
  photos: text('照片要求', 'Photos'),
  rules: text('次数和费用', 'Limits and fee'),
  notice: text('采集须知', 'Notice'),
}

export type SectionName = keyof typeof SECTIONS

/** The poster, while the plan is typed. */
export const POSTER_PREVIEW = {
  code: text('二维码保存后生成', 'The QR code is made when it is saved'),
  how: text('大致的样子。保存以后，在批次页下载可以印的海报。', 'About what it will look like. Once it is saved, the page of the batch has the poster to print.'),
  madeLater: text('保存后生成', 'made later'),
  mark: text('预览', 'Preview'),
  noName: text('（还没有名称）', '(no name yet)'),
  title: text('海报预览', 'Preview of the poster'),
}

/** The student's first page, in the words of the student's app. */
export const PREVIEW = {
  address: text('批次链接', 'Link of the batch'),
  anySchool: text('不限学校', 'Any school'),
  centre: text('采集中心', 'Centre'),
  cohorts: text('采集对象', 'For'),
  copied: text('已复制', 'Copied'),
  copy: text('复制', 'Copy'),
  copyRefused: text('浏览器不让复制，请选中后按 Ctrl+C。', 'The browser does not allow copying. Select it and press Ctrl+C.'),
  hours: text('每天', 'daily'),
  ifOpened: text('按现在的时间，开放后学生看到的第一页', 'What students see first once it is open'),
  join: text('至', 'until'),
  lead: text('学生看到的第一页', 'What students see first'),
  noName: text('（还没有名称）', '(no name yet)'),
  notice: text('采集须知', 'Notice'),
  noSchool: text('（还没有选学校）', '(no school yet)'),
  price: text('费用', 'Fee'),
  window: text('采集时间', 'Open'),
  ways: text('拍摄方式', 'Photos'),
  language: text('预览语言', 'Language of the preview'),
}
