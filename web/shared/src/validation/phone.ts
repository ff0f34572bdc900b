/** Mobile numbers that the service can send a message to. */
import { compact } from './width'

/** What follows each country code. */
const AFTER_CODE = [
  ['86', /^1[3-9]\d{9}$/],
  ['852', /^[4-9]\d{7}$/],
  ['853', /^6\d{7}$/],
  ['886', /^9\d{8}$/],
] as const

/**
 * A mobile number of mainland China, or with `+852`, `+853`, `+886` of Hong Kong, Macau or Taiwan, as
 * E.164. With or without spaces and hyphens, full-width or not; without a country code it is a
 * mainland one. `undefined` for land lines, other countries and wrong lengths.
 */
export function parsePhone(text: string): string | undefined {
  const typed = compact(text)
  const digits = typed.replace(/^(?:\+|00)/, '')
  const isBare = digits === typed
  if (!/^\d+$/.test(digits)) return undefined
  if (isBare && AFTER_CODE[0][1].test(digits)) return `+86${digits}`
  const found = AFTER_CODE.find(([code]) => digits.startsWith(code))
  // A bare 86… is taken as a country code too: forms put it there. The others would clash.
  if (found === undefined || (isBare && found[0] !== '86')) return undefined
  const [code, pattern] = found
  const rest = digits.slice(code.length)
  const number = code === '886' ? rest.replace(/^0/, '') : rest
  return pattern.test(number) ? `+${code}${number}` : undefined
}
