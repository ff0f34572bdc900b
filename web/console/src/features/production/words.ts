/** Production of prints as staff read it. Layouts, job states and couriers stand in the shared texts. */
import type { Schemas } from '@caixiang/shared/api/types'
import type { StateWords } from '@caixiang/shared/text/states'
import type { Text } from '@caixiang/shared/text/text'
import { text } from '../../words'

/** How far a run has come. */
export const RUN_STATES: Readonly<Record<Schemas['PrintRunStateWord'], StateWords>> = {
  open: { tone: 'waiting', label: text('制作中', 'In production') },
  shipped: { tone: 'waiting', label: text('已寄送', 'Shipped') },
  acknowledged: { tone: 'good', label: text('学校已签收', 'Acknowledged') },
}

/** The order of sheets, labels and lists. */
export const RUN_ORDERS: Readonly<Record<Schemas['RunOrderWord'], Text>> = {
  college: text('学院、班级、学号', 'College, class, number'),
  'teaching-point': text('教学点、班级、学号', 'Teaching point, class, number'),
  class: text('班级、学号', 'Class, number'),
  number: text('学号', 'Student number'),
}

/** The files of a run. */
export const RUN_FILES: Readonly<Record<Schemas['RunFileWord'], Text>> = {
  sheets: text('照片版', 'Photo sheets'),
  contacts: text('核对签名表', 'Contact sheet'),
  labels: text('信封或面单', 'Envelopes or labels'),
  'packing-list': text('装箱单', 'Packing list'),
}

/** Paper that sheets are printed on. */
export const PAPERS: Readonly<Record<Schemas['PaperWord'], Text>> = {
  'six-inch': text('6 寸', '6-inch paper'),
  'seven-inch': text('7 寸', '7-inch paper'),
}

/** Why files cannot be made, and what to do. */
export const FILE_FAULTS: Readonly<Record<Schemas['FileFaultWord'], Text>> = {
  'no-glyph': text('有姓名或地址里的字没有字体可印，请联系系统管理员添加字体后重新生成。', 'A name or an address has a character that no typeface has. Have one added, then make the files again.'),
  'too-long': text('有姓名或地址太长，印不下。请登记重印取出这一份，改好后再制作。', 'A name or an address has no room. Take that one out as to be made again.'),
  portrait: text('有一份照片不在，或不能印。请在“学生”里核对审核结果，取出这一份后重新生成。', 'A portrait is missing or cannot be printed. Look the student up, take that one out, then make the files again.'),
  other: text('文件没有生成，请重新生成；还不行请看“系统”里的任务。', 'The files were not made. Try again; if that does not help, look at the jobs in “System”.'),
}

/** Why sheets are made once more. */
export const REPRINT_REASONS: Readonly<Record<Schemas['ReprintReasonWord'], Text>> = {
  damaged: text('损坏', 'Damaged'),
  lost: text('丢失', 'Lost'),
  'wrong-prints': text('印错', 'Wrong prints'),
}

/** What a school finds wrong. */
export const DELIVERY_PROBLEMS: Readonly<Record<Schemas['DeliveryProblemWord'], Text>> = {
  missing: text('缺少', 'Missing'),
  damaged: text('损坏', 'Damaged'),
  wrong: text('不是本人或尺寸不对', 'Wrong person or size'),
}

export const PROBLEM_WORDS = {
  title: text('签收差异', 'Found at acknowledgement'),
  lead: text('学校签收时发现的问题；这些照片会在别的批次里重新制作。', 'What the school found missing or wrong. These prints are made again, in another run.'),
  number: text('编号', 'Number'),
  student: text('学生', 'Student'),
  place: text('学院和班级', 'College and class'),
  problem: text('问题', 'Problem'),
} as const
