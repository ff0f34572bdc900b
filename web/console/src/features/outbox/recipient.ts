/** Whether a masked recipient may be the one that somebody looks for. */

/**
 * `hint` is as the API gives it, `138****1110` or `z***@example.org`. What is typed may be its end, or
 * the whole number or address: then what both show has to agree.
 */
export function mayBe(hint: string, typed: string): boolean {
  const wanted = plain(typed)
  if (wanted === '') return true
  const [start = '', end = ''] = plain(hint).split(/\*+/)
  // Nothing is masked.
  if (end === '') return start.endsWith(wanted)
  return wanted.length > end.length ? wanted.endsWith(end) && wanted.includes(start) : end.endsWith(wanted)
}

/** Without what people put into numbers for the eye, and as the keyboard of a Chinese system types it. */
function plain(text: string): string {
  return text.normalize('NFKC').replace(/[\s-]/g, '').toLowerCase()
}
