/** The colours of our drawings in both themes, and the shapes that several of them have. */

/** Colours by what they are for. */
export interface Palette {
  /** Behind everything. */
  readonly ground: string
  /** Paper, cards, screens. */
  readonly sheet: string
  /** Edges. */
  readonly edge: string
  /** Lines that stand for words. */
  readonly words: string
  readonly ink: string
  readonly accent: string
  /** Behind what matters. */
  readonly mark: string
  /** Around what matters. */
  readonly markEdge: string
  /** Of a portrait. */
  readonly skin: string
}

const LIGHT: Palette = {
  ground: '#eef2f8',
  sheet: '#ffffff',
  edge: '#b9c2d0',
  words: '#d5dbe5',
  ink: '#1d2129',
  accent: '#1f5fbf',
  mark: '#fff3d6',
  markEdge: '#c77700',
  skin: '#c3cede',
}

const DARK: Palette = {
  ground: '#191e26',
  sheet: '#262c36',
  edge: '#5a6576',
  words: '#414a58',
  ink: '#e8eaee',
  accent: '#7fb0f5',
  mark: '#40320f',
  markEdge: '#f0b95a',
  skin: '#55627a',
}

/** The colours of a theme. */
export function paletteOf(isDark: boolean): Palette {
  return isDark ? DARK : LIGHT
}

/** A rectangle with round corners. */
export function box(place: readonly [x: number, y: number, width: number, height: number], look: string, radius = 3): string {
  const [x, y, width, height] = place
  return `<rect x="${String(x)}" y="${String(y)}" width="${String(width)}" height="${String(height)}" rx="${String(radius)}" ${look}/>`
}

/** A word or a number. */
export function word(x: number, y: number, size: number, content: string, look: string): string {
  const font = `font-family="system-ui,-apple-system,'PingFang SC','Noto Sans CJK SC',sans-serif"`
  return `<text x="${String(x)}" y="${String(y)}" font-size="${String(size)}" ${font} ${look}>${content}</text>`
}

/** Something like a QR code that no reader takes for one: three corners, and a pattern between them. */
export function code(x: number, y: number, side: number, colour: string): string {
  const unit = side / 15
  const at = (column: number, row: number, span: number, look: string): string =>
    box([x + column * unit, y + row * unit, span * unit, span * unit], look, 0)
  const corner = (column: number, row: number): string =>
    `${at(column + 0.5, row + 0.5, 4, `fill="none" stroke="${colour}" stroke-width="${String(unit)}"`)}${at(column + 1.7, row + 1.7, 1.6, `fill="${colour}"`)}`
  let cells = ''
  for (let row = 0; row < 15; row += 1) {
    for (let column = 0; column < 15; column += 1) {
      const isCorner = (row < 6 && (column < 6 || column > 8)) || (row > 8 && column < 6)
      if (!isCorner && (row * 7 + column * 11 + row * column) % 5 < 2) cells += at(column, row, 1, `fill="${colour}"`)
    }
  }
  return corner(0, 0) + corner(10, 0) + corner(0, 10) + cells
}

/** Lines in place of words: from `x`, one below the other, each as long as said. */
export function lines(x: number, y: number, lengths: readonly number[], palette: Palette, step = 9): string {
  return lengths.map((length, row) => box([x, y + row * step, length, 4], `fill="${palette.words}"`, 2)).join('')
}

/** A whole drawing. */
export function drawing(width: number, height: number, inside: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${String(width)} ${String(height)}">${inside}</svg>`
}
