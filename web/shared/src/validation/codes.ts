/** What students type or scan: each function gives the normalised text, or `undefined` for another. */
import { compact, halfWidth, trimmed, upperCase } from './width'

/**
 * The feature code (特征码) of a school: 4 to 8 letters and digits. Spaces around it and full-width
 * letters are mended, the case stays; codes count as the same whatever their case.
 */
export function parseFeatureCode(text: string): string | undefined {
  return matching(/^[A-Za-z0-9]{4,8}$/, halfWidth(trimmed(text)))
}

/** What a field for a feature code shows while somebody types: capitals, half-width, no spaces. */
export function liveFeatureCode(text: string): string {
  return upperCase(halfWidth(text).replace(/\p{White_Space}/gu, ''))
}

/**
 * The last four characters of an identity number, upper-case, of what was typed: four, or the whole
 * number. Spaces, hyphens and brackets do not count, so that `A123456(7)` of Hong Kong gives `4567`.
 */
export function parseLastFour(text: string): string | undefined {
  const last = Array.from(compact(text)).slice(-4).join('')
  return matching(/^[A-Z0-9]{4}$/, last)
}

/** The national code of a school (学校代码): five digits. */
export function parseSchoolCode(text: string): string | undefined {
  return matching(/^\d{5}$/, trimmed(text))
}

/** A school's number of a student (学号): 1 to 32 letters, digits and hyphens, upper-case. */
export function parseStudentNumber(text: string): string | undefined {
  return matching(/^[A-Z0-9-]{1,32}$/, upperCase(halfWidth(text).replace(/\p{White_Space}/gu, '')))
}

/** The code of a message to sign in with: six digits. */
export function parseSignInCode(text: string): string | undefined {
  return matching(/^\d{6}$/, halfWidth(text).replace(/\p{White_Space}/gu, ''))
}

/** The end of the link that a QR code carries; capitals, which some scanners make, count as small. */
export function parseLinkSlug(text: string): string | undefined {
  return matching(/^[a-z0-9-]{4,32}$/, text.replace(/[A-Z]/g, (letter) => letter.toLowerCase()))
}

function matching(pattern: RegExp, text: string): string | undefined {
  return pattern.test(text) ? text : undefined
}
