/** Prints in words: layouts, states, couriers. A new word of the API is an error of the compiler. */
import type { Schemas } from '../api/types'
import type { StateWords, Tone } from '../text/states'
import type { Text } from '../text/text'
import { text } from '../text/text'

/** The layouts: size of the cut prints in mm, how many, on which paper. */
export const PRINT_LAYOUTS: Readonly<Record<Schemas['PrintLayoutWord'], Text>> = {
  'six-inch-8-large-one-inch': text('大一寸 8 张', '8 of 33 × 48 mm'),
  'six-inch-8-two-inch': text('二寸 8 张', '8 of 35 × 49 mm'),
  'six-inch-4-two-inch': text('二寸 4 张', '4 of 35 × 49 mm'),
  'six-inch-8-passport': text('35×45 8 张', '8 of 35 × 45 mm'),
  'six-inch-12-one-inch': text('一寸 12 张', '12 of 25 × 35 mm'),
  'six-inch-4-large-two-inch': text('大二寸 4 张', '4 of 35 × 53 mm'),
  'six-inch-4-large-one-inch': text('大一寸 4 张', '4 of 33 × 48 mm'),
  'seven-inch-10-large-one-inch': text('大一寸 10 张', '10 of 33 × 48 mm'),
  'seven-inch-8-two-inch': text('二寸 8 张（7 寸纸）', '8 of 35 × 49 mm, 7 inch'),
}

/** Millimetres and paper of each layout. */
export const PRINT_LAYOUT_NOTES: Readonly<Record<Schemas['PrintLayoutWord'], Text>> = {
  'six-inch-8-large-one-inch': text('33×48 毫米 · 6 寸相纸', 'Large one inch · 6-inch paper'),
  'six-inch-8-two-inch': text('35×49 毫米 · 6 寸相纸，须无边打印', 'Two inch · 6-inch paper, printed to its edge'),
  'six-inch-4-two-inch': text('35×49 毫米 · 6 寸相纸，照片下有姓名', 'Two inch · 6-inch paper, captions'),
  'six-inch-8-passport': text('35×45 毫米 · 6 寸相纸', 'Passport · 6-inch paper'),
  'six-inch-12-one-inch': text('25×35 毫米 · 6 寸相纸', 'One inch · 6-inch paper'),
  'six-inch-4-large-two-inch': text('35×53 毫米 · 6 寸相纸，照片下有姓名', 'Large two inch · 6-inch paper, captions'),
  'six-inch-4-large-one-inch': text('33×48 毫米 · 6 寸相纸，照片下有姓名', 'Large one inch · 6-inch paper, captions'),
  'seven-inch-10-large-one-inch': text('33×48 毫米 · 7 寸相纸', 'Large one inch · 7-inch paper'),
  'seven-inch-8-two-inch': text('35×49 毫米 · 7 寸相纸，照片下有姓名', 'Two inch · 7-inch paper, captions'),
}

function words(tone: Tone, zh: string, en: string): StateWords {
  return { tone, label: { zh, en } }
}

/** How far prints have come. */
export const PRINT_STATES: Readonly<Record<Schemas['PrintJobStateWord'], StateWords>> = {
  waiting: words('waiting', '待制作', 'To be made'),
  'in-production': words('waiting', '制作中', 'Being made'),
  shipped: words('waiting', '已寄送', 'Shipped'),
  received: words('good', '已签收', 'Received'),
}

/** Who brings a parcel. */
export const COURIERS: Readonly<Record<Schemas['CourierWord'], Text>> = {
  'shun-feng': text('顺丰速运', 'SF Express'),
  ems: text('中国邮政 EMS', 'China Post EMS'),
  'jing-dong': text('京东快递', 'JD Express'),
  'zhong-tong': text('中通快递', 'ZTO Express'),
  'yuan-tong': text('圆通速递', 'YTO Express'),
  'shen-tong': text('申通快递', 'STO Express'),
  'yun-da': text('韵达快递', 'Yunda Express'),
  'ji-tu': text('极兔速递', 'J&T Express'),
  'own-people': text('专人送达', 'By hand'),
}

/** Sheets in one line: `大一寸 8 张 × 2`. */
export function setText({ layout, sheets }: Schemas['PrintSetView']): Text {
  const { zh, en } = PRINT_LAYOUTS[layout]
  const count = String(sheets)
  return text(`${zh} × ${count}`, `${en} × ${count}`)
}
