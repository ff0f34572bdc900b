/**
 * Where the collection code is found: three screens for each of the registry's three ways. Schematic,
 * without marks of anybody; their words are those that students see there, whatever our language.
 */
import { box, code, drawing, lines, paletteOf, word } from './palette'
import type { Palette } from './palette'

/** The registry's ways to the code. */
export const SOURCES = ['archive', 'wechat', 'app'] as const

/** One of them. */
export type Source = (typeof SOURCES)[number]

const WIDTH = 311
const HEIGHT = 176

/** What stands on the first two screens: the title, and the row to press. */
const SCREENS: Readonly<Record<Source, readonly [readonly [string, string], readonly [string, string]]>> = {
  archive: [
    ['学信档案', '登录'],
    ['高等教育信息', '学籍'],
  ],
  wechat: [
    ['学信网公众号', '学信账号'],
    ['学信账号', '学籍学历信息'],
  ],
  app: [
    ['学信网', '登录'],
    ['首页', '学籍查询'],
  ],
}

/** The three screens of a way, left to right. */
export function phonesDrawing(source: Source, isDark: boolean): string {
  const colours = paletteOf(isDark)
  const [first, second] = SCREENS[source]
  const arrow = (x: number): string =>
    `<path d="M${String(x)} 88h10m-4-4 4 4-4 4" fill="none" stroke="${colours.accent}" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/>`
  const start = source === 'wechat' ? menuScreen(14, first, colours) : signInScreen(14, first, colours)
  return drawing(
    WIDTH,
    HEIGHT,
    box([0, 0, WIDTH, HEIGHT], `fill="${colours.ground}"`, 10) +
      start +
      arrow(99.5) +
      listScreen(115, second, colours) +
      arrow(200.5) +
      codeScreen(216, colours),
  )
}

function phone(x: number, number: number, title: string, colours: Palette): string {
  const { sheet, edge, ink, accent } = colours
  return (
    box([x, 14, 81, 148], `fill="${sheet}" stroke="${edge}" stroke-width="1.5"`, 9) +
    box([x + 31, 18, 19, 3], `fill="${edge}"`, 1.5) +
    `<circle cx="${String(x + 3)}" cy="17" r="8.5" fill="${accent}"/>` +
    word(x + 3, 21, 11, String(number), `text-anchor="middle" font-weight="700" fill="${sheet}"`) +
    word(x + 40.5, 36, 9.5, title, `text-anchor="middle" font-weight="600" fill="${ink}"`)
  )
}

function marked(place: readonly [number, number, number, number], label: string, colours: Palette): string {
  const [x, y, width, height] = place
  const { mark, markEdge, ink } = colours
  return (
    box(place, `fill="${mark}" stroke="${markEdge}" stroke-width="2"`, 5) +
    word(x + width / 2, y + height / 2 + 3.5, 9.5, label, `text-anchor="middle" font-weight="600" fill="${ink}"`)
  )
}

function signInScreen(x: number, [title, label]: readonly [string, string], colours: Palette): string {
  const field = (y: number): string => box([x + 10, y, 61, 16], `fill="none" stroke="${colours.edge}"`, 3)
  return phone(x, 1, title, colours) + field(56) + field(79) + lines(x + 16, 62, [30], colours) + lines(x + 16, 85, [24], colours) + marked([x + 10, 106, 61, 22], label, colours)
}

function menuScreen(x: number, [title, label]: readonly [string, string], colours: Palette): string {
  const bubble = (y: number, width: number): string => box([x + 10, y, width, 22], `fill="${colours.ground}" stroke="${colours.edge}"`, 4)
  return phone(x, 1, title, colours) + bubble(50, 52) + bubble(80, 44) + lines(x + 15, 59, [36], colours) + lines(x + 15, 89, [28], colours) + marked([x + 6, 132, 69, 22], label, colours)
}

function listScreen(x: number, [title, label]: readonly [string, string], colours: Palette): string {
  const row = (y: number): string => box([x + 8, y, 65, 24], `fill="${colours.ground}" stroke="${colours.edge}"`, 4) + lines(x + 14, y + 10, [38], colours)
  return phone(x, 2, title, colours) + row(48) + marked([x + 8, 78, 65, 26], label, colours) + row(110)
}

function codeScreen(x: number, colours: Palette): string {
  const { sheet, edge, ink, markEdge } = colours
  return (
    phone(x, 3, '学籍信息', colours) +
    box([x + 7, 45, 67, 108], `fill="${sheet}" stroke="${markEdge}" stroke-width="2"`, 5) +
    word(x + 40.5, 58, 9, '图像采集码', `text-anchor="middle" font-weight="600" fill="${ink}"`) +
    lines(x + 14, 65, [44, 52, 36], colours, 8) +
    code(x + 18, 93, 45, ink) +
    lines(x + 22, 145, [37], { ...colours, words: edge })
  )
}
