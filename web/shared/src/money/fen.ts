/** Sums of money: fen (分) as the service counts them, yuan (元) as people read and type them. */

/** `¥1,350.00`; a sum that falls begins with a minus. */
export function moneyText(fen: number): string {
  const [whole = '0', rest = '00'] = (Math.abs(fen) / 100).toFixed(2).split('.')
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, ',')
  return `${fen < 0 ? '−' : ''}¥${grouped}.${rest}`
}

/** What somebody types in yuan, at most two decimals, as fen; nothing for another text. */
export function fenOf(yuan: string): number | undefined {
  const [, whole, decimals = ''] = /^(\d{1,6})(?:\.(\d{1,2}))?$/.exec(yuan.trim()) ?? []
  return whole === undefined ? undefined : Number(whole) * 100 + Number(decimals.padEnd(2, '0'))
}

/** Fen as a field shows them: `30`, `30.50`. */
export function yuanOf(fen: number): string {
  return fen % 100 === 0 ? String(fen / 100) : (fen / 100).toFixed(2)
}

/** A sum of several. */
export function sumOf(lines: readonly { readonly unit_fen: number; readonly pieces: number }[]): number {
  return lines.reduce((sum, { unit_fen: unit, pieces }) => sum + unit * pieces, 0)
}
