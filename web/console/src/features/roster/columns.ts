/** The columns of a roster as the API names them, and a mapping by hand. */
import type { Text } from '@caixiang/shared/text/text'

import { text } from '../../words'

/** Columns that can be mapped by hand, in the order of a list. */
export type ColumnKey = 'number' | 'college' | 'teaching_point' | 'class' | 'level' | 'grade' | 'graduation'

export const COLUMN_WORDS: Readonly<Record<ColumnKey, Text>> = {
  number: text('学号', 'Student number'),
  college: text('学院', 'College'),
  teaching_point: text('教学点', 'Teaching point'),
  class: text('班级', 'Class'),
  level: text('层次', 'Level'),
  grade: text('年级', 'Grade'),
  graduation: text('毕业时间', 'Graduation'),
}

/** Columns that are seen and of which nothing is imported. */
export const OTHER_COLUMNS: Readonly<Record<string, Text>> = {
  name: text('姓名', 'Name'),
  major: text('专业', 'Major'),
  identity_number: text('身份证号', 'Identity number'),
}

export const COLUMN_KEYS = Object.keys(COLUMN_WORDS) as readonly ColumnKey[]

/** Letters of a column, or that there is none; nothing where the headers decide. */
export type Mapping = Readonly<Partial<Record<ColumnKey, string>>>

/** Where a column is said not to be. */
export const ABSENT = '-'

/** How many columns are offered. */
const OFFERED = 52

/** `A` for 0, `AA` for 26. */
export function lettersOf(place: number): string {
  const own = String.fromCharCode(65 + (place % 26))
  return place < 26 ? own : lettersOf(Math.floor(place / 26) - 1) + own
}

/** `A` to `AZ`, and those of columns that were found behind them. */
export function offeredLetters(foundLetters: readonly string[]): readonly string[] {
  const first = Array.from({ length: OFFERED }, (_, place) => lettersOf(place))
  return [...first, ...new Set(foundLetters.filter((letters) => !first.includes(letters)))]
}

/** What the API is told: `number:B,college:`; nothing where the headers decide about all. */
export function columnsQuery(mapping: Mapping): string | undefined {
  const said = COLUMN_KEYS.flatMap((key) => {
    const letters = mapping[key]
    if (letters === undefined || letters === '') return []
    return [`${key}:${letters === ABSENT ? '' : letters}`]
  })
  return said.length === 0 ? undefined : said.join(',')
}
