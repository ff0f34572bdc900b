/** Which submission somebody means: by its own number, by that of its degree, or by an address that holds one. */

const NUMBER = /[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/gi

/** The number within what was typed or pasted; none where there is none, or more than one. */
export function numberIn(typed: string): string | undefined {
  const found = new Set(typed.toLowerCase().match(NUMBER))
  return found.size === 1 ? [...found][0] : undefined
}
