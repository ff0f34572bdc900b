/** What somebody typed at a counter, or a hand scanner in the place of the keyboard. */
import { numberIn } from '../submission/lookUp'

export type Typed =
  | { readonly is: 'degree'; readonly id: string }
  /** A student number or a phone number. */
  | { readonly is: 'number'; readonly number: string }
  /** What a collection code carries. */
  | { readonly is: 'payload'; readonly payload: string }
  | { readonly is: 'nothing' }

/** As the service takes numbers of students; what codes carry is longer, or has other signs. */
const NUMBER = /^\+?[\dA-Z-]{1,32}$/i

/** Scanners end with a line break and may set spaces around. */
export function typedAs(text: string): Typed {
  const typed = text.trim()
  if (typed === '') return { is: 'nothing' }
  const id = typed.length <= 200 ? numberIn(typed) : undefined
  if (id !== undefined) return { is: 'degree', id }
  const number = typed.replace(/\s/g, '')
  return NUMBER.test(number) ? { is: 'number', number } : { is: 'payload', payload: typed }
}
