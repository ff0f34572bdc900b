/** Words of trying a photo. */
import type { Schemas } from '@caixiang/shared/api/types'
import type { Text } from '@caixiang/shared/text/text'
import { text } from '../../words'

export const TRIAL_WORDS = {
  background: text('底色', 'Background'),
  facts: text('测得的数值', 'What was measured'),
  file: text('照片', 'Photo'),
  fileHow: text('JPEG、HEIC、PNG 或 WebP，最大 20 MB。不保存。', 'JPEG, HEIC, PNG or WebP, 20 MB at most. It is not kept.'),
  glasses: text('允许戴透明眼镜', 'Clear glasses are allowed'),
  lead: text('照片只用来检查，不保存，也不会记到学生名下。', 'The photo is checked and not kept; it belongs to no student.'),
  looking: text('正在检查…', 'Checking…'),
  noPortrait: text('没能裁出标准照。', 'No portrait could be made.'),
  original: text('你选的照片', 'Your photo'),
  passed: text('合格的项目', 'What passed'),
  portrait: text('标准照', 'Portrait'),
  result: text('结论', 'Result'),
  rules: text('没有通过的项目', 'What did not pass'),
  rulesNone: text('每一项都合格。', 'Everything passed.'),
  spec: text('标准', 'Standard'),
  tooLarge: text('照片超过 20 MB。', 'The photo is larger than 20 MB.'),
  version: text('版本', 'version'),
}

export const OVERALL: Readonly<Record<Schemas['Overall'], Text>> = {
  pass: text('合格', 'It passes'),
  warn: text('合格，有疑点', 'It passes, with doubts'),
  fail: text('不合格', 'It fails'),
}

export const UNUSABLE: Readonly<Record<Schemas['UnusableReason'], Text>> = {
  'not-a-picture': text('这个文件不是照片。', 'This file is no photo.'),
  damaged: text('这个文件打不开。', 'This file cannot be opened.'),
  'too-large': text('照片太大，无法检查。', 'The photo is too large to be checked.'),
  'check-failed': text('这张照片没能检查完，请再试一次。', 'The check did not finish. Try it again.'),
}
