/** Telephone numbers within how a centre says it can be reached, such as `020-1234 5678（9:00–17:00）`. */

/** A number within a text. */
interface DialledNumber {
  /** As it stands in the text. */
  readonly shown: string
  /** As a telephone takes it. */
  readonly dialled: string
}

/** A contact taken apart. */
export interface ContactParts {
  readonly numbers: readonly DialledNumber[]
  /** What stands beside the numbers, such as the hours. */
  readonly rest: string
}

/**
 * Land lines with their area code, mobile numbers, and 400/800 numbers, with spaces or hyphens. Years,
 * hours and QQ numbers are not taken for one: digits alone have to begin like a telephone number.
 * What stands before is caught too: phones of 2022 do not know how to look behind.
 */
const NUMBER = /(^|[^\d:：.])((?:\+86[- ]?)?(?:1[3-9]\d(?:[- ]?\d{4}){2}|0\d{2,3}[- ]?\d{3,4}[- ]?\d{4}|[48]00(?:[- ]?\d{3,4}){2}))(?![\d:：])/g

/** Finds the numbers and leaves the rest. */
export function contactParts(contact: string): ContactParts {
  const numbers: DialledNumber[] = []
  const left = contact.replace(NUMBER, (_, before: string, shown: string) => {
    numbers.push({ shown, dialled: shown.replace(/[- ]/g, '') })
    return `${before} `
  })
  const rest = left
    .replace(/\s+/g, ' ')
    .replace(/^[\s（(，,、；;:：/]+|[\s，,、；;:：/]+$/g, '')
    // Brackets that held all of the rest hold nothing apart any more.
    .replace(/^([^（(]*)[）)]$/, '$1')
  return { numbers, rest }
}

/** A number as people read it: `138 0000 1122`, `+852 5123 4567`. `number` is E.164, as it is stored. */
export function phoneText(number: string): string {
  const mainland = /^\+86(\d{3})(\d{4})(\d{4})$/.exec(number)
  if (mainland !== null) return mainland.slice(1).join(' ')
  const other = /^\+(852|853|886)(\d+)(\d{4})$/.exec(number)
  return other === null ? number : `+${other.slice(1).join(' ')}`
}
