/** Taxpayer numbers (纳税人识别号) of organisations: the same rules as the service's, told while somebody types. */
import type { Text } from '../text/text'
import { text } from '../text/text'
import { halfWidth, upperCase } from '../validation/width'

/** Signs of a unified social credit code (GB 32100-2015): no I, O, S, V, Z. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** Weights of its first 17 signs: powers of 3 modulo 31. */
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const

/** Signs of the code, the check sign among them. */
const LENGTH = 18

/** Why a text is no taxpayer number. */
export type TaxNumberFault = 'form' | 'check-sign'

const FAULTS: Readonly<Record<TaxNumberFault, Text>> = {
  form: text('纳税人识别号为 18 位，旧的为 15 位数字，请核对。', 'A taxpayer number has 18 signs, an old one 15 digits. Check it.'),
  'check-sign': text('纳税人识别号的校验位不对，请逐位核对。', 'The check sign of the taxpayer number does not fit. Check every sign.'),
}

/** The number as it is written: capitals, no spaces. */
export function taxNumberOf(typed: string): string {
  return upperCase(halfWidth(typed).replace(/\p{White_Space}/gu, ''))
}

/** What is wrong with a number, if anything. */
export function faultOf(typed: string): TaxNumberFault | undefined {
  const number = taxNumberOf(typed)
  if (/^\d{15}$/.test(number)) return undefined
  const values = Array.from(number, (sign) => ALPHABET.indexOf(sign))
  if (values.length !== LENGTH || values.includes(-1)) return 'form'
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * (values[at] ?? 0), 0)
  return (31 - (sum % 31)) % 31 === values[LENGTH - 1] ? undefined : 'check-sign'
}

/** What to tell about a fault. */
export function faultText(fault: TaxNumberFault): Text {
  return FAULTS[fault]
}

/** What to tell while a number is typed: nothing before there are enough signs to be wrong. */
export function liveAdvice(typed: string): Text | undefined {
  const number = taxNumberOf(typed)
  if (number.length < LENGTH) return undefined
  const fault = faultOf(number)
  return fault && faultText(fault)
}
