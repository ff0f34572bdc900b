/** What is keyed in by hand where a picture of the collection code could not be read, or says too little. */
import { parseSchoolCode, parseStudentNumber } from './codes'
import { trimmed } from './width'

/** Levels of study, in the words that the registry uses. */
export const LEVELS = [
  { zh: '专科', en: 'Junior college' },
  { zh: '本科', en: 'Bachelor' },
  { zh: '高起专', en: 'High school to junior college' },
  { zh: '高起本', en: 'High school to bachelor' },
  { zh: '专升本', en: 'Junior college to bachelor' },
  { zh: '第二学士学位', en: 'Second bachelor' },
  { zh: '硕士研究生', en: 'Master' },
  { zh: '博士研究生', en: 'Doctor' },
] as const

/** The longest text that the service takes, in bytes. */
const LONGEST_BYTES = 4096

/** What a code carries, as another reader shows it: something, and not too long. White space around it is not part of it. */
export function parsePayload(text: string): string | undefined {
  const payload = trimmed(text)
  return payload === '' || utf8Length(payload) > LONGEST_BYTES ? undefined : payload
}

/** What the code does not say, as typed. */
export interface TypedDetails {
  readonly schoolCode: string
  readonly studentNumber: string
  /** One of {@link LEVELS}, in Chinese; empty while none is chosen. */
  readonly level: string
}

/** The same, ready for the service. */
export interface KeyedDetails {
  readonly school_code: string
  readonly student_number: string
  readonly level: string
}

/** Nothing typed. */
export const NO_DETAILS: TypedDetails = { schoolCode: '', studentNumber: '', level: '' }

/** Which of the three cannot be right; empty when all can. */
export function wrongDetails(typed: TypedDetails): readonly (keyof TypedDetails)[] {
  const wrong: (keyof TypedDetails)[] = []
  if (parseSchoolCode(typed.schoolCode) === undefined) wrong.push('schoolCode')
  if (parseStudentNumber(typed.studentNumber) === undefined) wrong.push('studentNumber')
  if (!LEVELS.some(({ zh }) => zh === typed.level)) wrong.push('level')
  return wrong
}

/** The three for the service, once all can be right: it takes all of them or none. */
export function keyedDetails(typed: TypedDetails): KeyedDetails | undefined {
  const school = parseSchoolCode(typed.schoolCode)
  const number = parseStudentNumber(typed.studentNumber)
  if (school === undefined || number === undefined || wrongDetails(typed).length > 0) return undefined
  return { school_code: school, student_number: number, level: typed.level }
}

/** Mini-programs have no `TextEncoder`. */
function utf8Length(text: string): number {
  let bytes = 0
  for (const letter of text) {
    const point = letter.codePointAt(0) ?? 0
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4
  }
  return bytes
}
