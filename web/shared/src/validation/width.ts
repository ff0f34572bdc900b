/**
 * Full-width letters, digits and signs, as Chinese keyboards write them, made half-width. Nothing
 * else is normalised. The same rules as the service's, so that what is taken here is taken there.
 */

/** The half-width form of a text, character by character. */
export function halfWidth(text: string): string {
  return text.replace(/[\u3000\uff01-\uff5e]/g, (letter) =>
    letter === '\u3000' ? ' ' : String.fromCharCode(letter.charCodeAt(0) - 0xfee0),
  )
}

/** Half-width, upper-case, without white space, hyphens and brackets. */
export function compact(text: string): string {
  return upperCase(halfWidth(text).replace(/[\p{White_Space}\-()[\]\u2010-\u2015\u3010\u3011]/gu, ''))
}

/** Without white space at both ends. `String.trim` also takes away a byte order mark. */
export function trimmed(text: string): string {
  return text.replace(/^\p{White_Space}+|\p{White_Space}+$/gu, '')
}

/** ASCII letters as capitals; `toUpperCase` would turn ß into SS and ﬁ into FI. */
export function upperCase(text: string): string {
  return text.replace(/[a-z]/g, (letter) => letter.toUpperCase())
}
