/** The school's notice and an identity card, with what is asked marked on them. Nobody's. */
import { box, code, drawing, lines, paletteOf, word } from './palette'

const WIDTH = 311
const HEIGHT = 132

/** Where the feature code stands on a school's notice. */
export function noticeDrawing(isDark: boolean): string {
  const colours = paletteOf(isDark)
  const { ground, sheet, edge, ink, accent, mark, markEdge } = colours
  return drawing(
    WIDTH,
    HEIGHT,
    box([0, 0, WIDTH, HEIGHT], `fill="${ground}"`, 10) +
      box([46, 12, 219, 132], `fill="${sheet}" stroke="${edge}"`, 6) +
      word(155, 33, 13, '毕业生图像采集通知', `text-anchor="middle" font-weight="600" fill="${ink}"`) +
      lines(62, 45, [187, 120], colours) +
      code(66, 68, 48, ink) +
      box([128, 70, 122, 44], `fill="${mark}" stroke="${markEdge}" stroke-width="2"`, 6) +
      word(140, 86, 11, '特征码', `fill="${ink}"`) +
      word(140, 106, 18, 'J9VG24', `font-weight="700" letter-spacing="2" fill="${accent}"`) +
      lines(66, 124, [184], colours),
  )
}

/** Where the last four characters stand on a card. */
export function cardDrawing(isDark: boolean): string {
  const colours = paletteOf(isDark)
  const { ground, sheet, edge, ink, accent, mark, markEdge, skin } = colours
  const head = `<circle cx="225" cy="46" r="12" fill="${skin}"/><path d="M203 82c1-15 9-22 22-22s21 7 22 22z" fill="${skin}"/>`
  return drawing(
    WIDTH,
    HEIGHT,
    box([0, 0, WIDTH, HEIGHT], `fill="${ground}"`, 10) +
      box([40, 12, 231, 108], `fill="${sheet}" stroke="${edge}"`, 8) +
      lines(58, 30, [70, 96, 84, 110], colours, 13) +
      box([198, 26, 54, 57], `fill="${ground}" stroke="${edge}"`, 4) +
      head +
      word(58, 108, 11, '证件号码', `fill="${ink}"`) +
      word(110, 108, 12, '••••••••', `letter-spacing="1.5" fill="${edge}"`) +
      box([189, 92, 64, 23], `fill="${mark}" stroke="${markEdge}" stroke-width="2"`, 5) +
      word(221, 109, 15, '002X', `text-anchor="middle" font-weight="700" letter-spacing="2" fill="${accent}"`),
  )
}
