/** Moving about a grid by keys: the number of its columns is the window's affair. */

/** How many tiles stand in the first row, by where each of them is. */
export function columnsOf(tops: readonly number[]): number {
  const [first] = tops
  const end = tops.findIndex((top) => top !== first)
  return end < 0 ? Math.max(1, tops.length) : end
}

interface GridPlace {
  readonly at: number
  readonly count: number
  readonly columns: number
}

/** Where a key leads; nothing for keys that do not move. */
export function moved(code: string, { at, count, columns }: GridPlace): number | undefined {
  const last = count - 1
  switch (code) {
    case 'ArrowRight':
      return Math.min(last, at + 1)
    case 'ArrowLeft':
      return Math.max(0, at - 1)
    case 'ArrowDown':
      // From the last full row into a shorter one.
      return at + columns <= last ? at + columns : Math.floor(at / columns) < Math.floor(last / columns) ? last : at
    case 'ArrowUp':
      return at - columns >= 0 ? at - columns : at
    case 'Home':
      return 0
    case 'End':
      return last
    default:
      return undefined
  }
}
