/** A first password for somebody: made here, shown once, told by whoever made the account. */

/** Nothing that looks like something else when it is read out or typed from paper. */
const SIGNS = 'abcdefghjkmnpqrstuvwxyz23456789'
const GROUPS = 4
const GROUP_LENGTH = 4

/** The most that a byte can be without preferring some signs. */
const LIMIT = 256 - (256 % SIGNS.length)

/** `k7mp-x2wq-9ntc-fh4d`: 31¹⁶ possibilities, about 79 bits, in groups that can be read out. */
export function newPassword(fill: (bytes: Uint8Array) => Uint8Array = (bytes) => crypto.getRandomValues(bytes)): string {
  const signs: string[] = []
  while (signs.length < GROUPS * GROUP_LENGTH) {
    for (const byte of fill(new Uint8Array(GROUPS * GROUP_LENGTH))) {
      const sign = byte < LIMIT ? SIGNS[byte % SIGNS.length] : undefined
      if (sign !== undefined && signs.length < GROUPS * GROUP_LENGTH) signs.push(sign)
    }
  }
  const groups = Array.from({ length: GROUPS }, (_, at) => signs.slice(at * GROUP_LENGTH, (at + 1) * GROUP_LENGTH).join(''))
  return groups.join('-')
}
