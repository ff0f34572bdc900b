/** What to tell who has typed something that cannot be right, field by field. */
import type { Text } from './text'

/** Fields that are looked at before anything is sent. */
export type FieldName = 'phone' | 'signInCode' | 'featureCode' | 'lastFour' | 'schoolCode' | 'studentNumber'

const ADVICE: Readonly<Record<FieldName, Text>> = {
  phone: {
    zh: '内地手机号为 11 位；港澳台号码请加区号，如 +852。',
    en: 'Mobile numbers of mainland China have 11 digits; for Hong Kong, Macau and Taiwan begin with the code, such as +852.',
  },
  signInCode: {
    zh: '验证码是短信里的六位数字。',
    en: 'The code is the six digits in the message.',
  },
  featureCode: {
    zh: '特征码由学校发放，是四到八位的数字和字母。',
    en: 'The feature code comes from your school: four to eight letters and digits.',
  },
  lastFour: {
    zh: '请填写证件号码的最后四位，可以是数字或字母；港澳台证件的括号不用填。',
    en: 'Enter the last four characters of the number on your ID: digits or letters, brackets left out.',
  },
  schoolCode: {
    zh: '学校代码为五位数字，请核对后再填。',
    en: 'A school code has five digits. Please check it.',
  },
  studentNumber: {
    zh: '学号由数字和字母组成，请按学信网上的学号填写。',
    en: 'A student number has letters and digits. Enter it as the registry shows it.',
  },
}

/** What the field should hold. */
export function fieldAdvice(field: FieldName): Text {
  return ADVICE[field]
}
