/**
 * A schematic portrait, drawn by its features: nobody's face. Plain shapes alone, since pictures in a
 * mini-program know neither styles nor filters of SVG.
 */

/** People of several looks: rules are everybody's. */
export type Person = 'short-hair' | 'long-hair' | 'dark-skin' | 'grey-hair' | 'scarf'

/** How somebody looks, in colours. */
interface Look {
  readonly skin: string
  readonly shade: string
  readonly hair: string
  readonly lips: string
  readonly wears: 'short' | 'long' | 'scarf'
}

const LOOKS: Readonly<Record<Person, Look>> = {
  'short-hair': { skin: '#f0c8a6', shade: '#d79f7c', hair: '#2e2a2d', lips: '#c08268', wears: 'short' },
  'long-hair': { skin: '#f3d2b6', shade: '#dcaa8a', hair: '#3a2a24', lips: '#c27a6c', wears: 'long' },
  'dark-skin': { skin: '#a9714c', shade: '#86553a', hair: '#1d1a1b', lips: '#7d473b', wears: 'short' },
  'grey-hair': { skin: '#e3b48f', shade: '#c48f6c', hair: '#6d6a6c', lips: '#b0735c', wears: 'short' },
  scarf: { skin: '#e9c09a', shade: '#cc9a74', hair: '#4a6b5c', lips: '#b97663', wears: 'scarf' },
}

function lookOf({ person = 'short-hair' }: Figure): Look {
  return LOOKS[person]
}

/** What is drawn; without a word it is as it should be. */
export interface Figure {
  /** Who is drawn; nobody's face, and not always the same. */
  readonly person?: Person
  readonly hair?: 'tidy' | 'fringe' | 'over-ears'
  readonly eyes?: 'open' | 'closed' | 'aside' | 'red' | 'large'
  readonly mouth?: 'closed' | 'open' | 'painted'
  readonly glasses?: 'clear' | 'tinted'
  readonly hat?: boolean
  readonly jewellery?: boolean
  /** Degrees by which the head leans. */
  readonly tilt?: number
  /** How far the face looks to a side and up, in units of the drawing. */
  readonly turn?: number
  readonly lift?: number
  /** Degrees by which the shoulders slope. */
  readonly slope?: number
  readonly shirt?: string
  readonly pattern?: boolean
  readonly wall?: string
  readonly clutter?: boolean
  readonly light?: 'even' | 'side' | 'bright' | 'dark' | 'warm'
  readonly blurred?: boolean
  /** Smoothed skin, a pointed chin. */
  readonly beautified?: boolean
  /** Size of the person by the usual one. */
  readonly size?: number
  /** Shown on another phone's screen. */
  readonly screen?: boolean
  /** Somebody looks over the shoulder. */
  readonly company?: boolean
}

const SHIRT = '#4a5361'
const WALL = '#eceae5'

/** The drawing as SVG text, three wide and four high. */
export function drawFigure(figure: Figure = {}): string {
  const { size = 1, wall = WALL } = figure
  const person = `<g transform="translate(60 160) scale(${String(size)}) translate(-60 -160)">${drawPerson(figure)}</g>`
  const scene = [
    `<rect width="120" height="160" fill="${wall}"/>`,
    figure.clutter === true ? CLUTTER : '',
    figure.light === 'side' ? '<path d="M74 0h46v160H92z" fill="#000" opacity=".2"/>' : '',
    figure.company === true
      ? `<g transform="translate(46 24) scale(.72)">${drawPerson({ shirt: '#8a6d5a' })}</g>`
      : '',
    figure.blurred === true ? ghosts(person) : person,
    veil(figure.light),
  ].join('')
  return svg(figure.screen === true ? onScreen(scene) : scene)
}

function drawPerson(figure: Figure): string {
  const { tilt = 0, slope = 0 } = figure
  return [
    `<g transform="rotate(${String(slope)} 60 128)">${drawBody(figure)}</g>`,
    `<g transform="rotate(${String(tilt)} 60 112)">${drawHead(figure)}</g>`,
  ].join('')
}

function drawBody(figure: Figure): string {
  const { shirt = SHIRT, pattern = false, jewellery = false } = figure
  const { shade } = lookOf(figure)
  const outline = 'M-6 176c1-34 20-47 44-54l10-6h24l10 6c24 7 43 20 44 54z'
  // Each stripe begins on the slope of the shoulders.
  const stripes = [4, 18, 32, 46, 60, 74, 88, 102, 114]
    .map((x, at) => {
      const top = Math.round(118 + ((x - 57) / 57) ** 2 * 36)
      return `<path d="M${String(x)} ${String(top)}h7v60h-7z" fill="${at % 2 === 0 ? '#e8b23f' : '#d65f5f'}"/>`
    })
    .join('')
  return [
    `<path d="${outline}" fill="${shirt}"/>`,
    pattern ? stripes : '',
    `<path d="M48 96h24v22l-12 12-12-12z" fill="${shade}"/>`,
    '<path d="M46 115l14 15-10 12-13-20zM74 115l-14 15 10 12 13-20z" fill="#fbfbfa" stroke="#c9cdd3" stroke-width=".8"/>',
    jewellery ? '<path d="M47 113q13 19 26 0" fill="none" stroke="#e0a92e" stroke-width="2"/><circle cx="60" cy="124" r="2.6" fill="#e0a92e"/>' : '',
  ].join('')
}

function drawHead(figure: Figure): string {
  const { turn = 0, lift = 0, beautified = false, hat = false, jewellery = false } = figure
  const { skin, shade, hair, wears } = lookOf(figure)
  const face = beautified
    ? 'M32 54c0 30 16 47 28 58 12-11 28-28 28-58 0-24-56-24-56 0z'
    : 'M32 54c0 38 13 56 28 56s28-18 28-56c0-24-56-24-56 0z'
  const hidden = figure.hair === 'over-ears'
  const isScarf = wears === 'scarf'
  const ears = [-1, 1].map((side) => {
    const x = 60 + side * 29 - turn * 0.4
    const ring = jewellery ? `<circle cx="${String(x)}" cy="86" r="3" fill="none" stroke="#e0a92e" stroke-width="1.8"/>` : ''
    return `<ellipse cx="${String(x)}" cy="72" rx="5" ry="9" fill="${skin}"/><path d="M${String(x)} 67v9" stroke="${shade}" stroke-width="1.6"/>${ring}`
  })
  return [
    hidden ? `<path d="M60 16c-30 0-36 22-36 48 0 24-2 40 2 56h22V60h24v60h22c4-16 2-32 2-56 0-26-6-48-36-48z" fill="${hair}"/>` : '',
    !hidden && wears === 'long' ? `<path d="M60 16c-31 0-37 22-36 48 1 24-4 44-8 62 10 6 20 2 22-6V60h44v60c2 8 12 12 22 6-4-18-9-38-8-62 1-26-5-48-36-48z" fill="${hair}"/>` : '',
    isScarf ? `<path d="M60 12c-34 0-40 26-38 54 2 30 4 44-2 66h80c-6-22-4-36-2-66 2-28-4-54-38-54z" fill="${hair}"/>` : '',
    hidden || isScarf ? '' : ears.join(''),
    `<path d="${face}" fill="${beautified ? '#fbe3d6' : skin}"/>`,
    figure.light === 'side' ? '<path d="M60 34c16 0 28 5 28 20 0 38-13 56-28 56z" fill="#3a2113" opacity=".5"/>' : '',
    `<g transform="translate(${String(turn)} ${String(-lift)})">${drawFeatures(figure)}</g>`,
    isScarf ? `<path d="M30 58c0-24 13-34 30-34s30 10 30 34c-6-13-17-19-30-19s-24 6-30 19zM34 92c6 16 16 22 26 22s20-6 26-22l8 34H26z" fill="${hair}"/>` : drawHair(figure),
    figure.glasses === undefined ? '' : drawGlasses(figure.glasses),
    hat ? '<path d="M27 48c0-26 14-36 33-36s33 10 33 36z" fill="#7a4b58"/><path d="M24 43h72v9H24z" fill="#5f3844"/>' : '',
  ].join('')
}

function drawHair(figure: Figure): string {
  const { hair = 'tidy', lift = 0 } = figure
  const { hair: colour } = lookOf(figure)
  const top = String(42 - lift * 0.7)
  const cap = `<path d="M30 66c-6-32 8-48 30-48s36 16 30 48c-1-12-4-19-9-24-12 3-28 3-42-1-5 6-8 13-9 25z" fill="${colour}"/>`
  switch (hair) {
    case 'tidy':
      return `${cap}<path d="M38 ${top}q22-8 44 0l-4-8H42z" fill="${colour}"/>`
    case 'over-ears':
      return `${cap}<path d="M30 50c2 20 2 44 6 62l-12 6c-3-24-2-46 6-68zM90 50c-2 20-2 44-6 62l12 6c3-24 2-46-6-68z" fill="${colour}"/>`
    case 'fringe':
      return `${cap}<path d="M31 48c2 9 3 15 4 21l6-7 4 8 6-8 6 8 5-8 6 8 5-8 6 7 5-8 5-14-30-12z" fill="${colour}"/>`
  }
}

function drawFeatures(figure: Figure): string {
  const look = lookOf(figure)
  const brow = look.wears === 'scarf' ? '#33291f' : look.hair
  return [
    `<path d="M39 60q8-5 15-1M66 59q7-4 15 1" fill="none" stroke="${brow}" stroke-width="2.6" stroke-linecap="round"/>`,
    drawEye(46.5, figure.eyes ?? 'open', brow),
    drawEye(73.5, figure.eyes ?? 'open', brow),
    `<path d="M60 71l-3 13q3 3 6 0" fill="none" stroke="${look.shade}" stroke-width="1.8" stroke-linecap="round"/>`,
    drawMouth(figure.mouth ?? 'closed', look.lips),
    figure.mouth === 'painted'
      ? '<ellipse cx="41" cy="84" rx="7" ry="5" fill="#e5707e" opacity=".6"/><ellipse cx="79" cy="84" rx="7" ry="5" fill="#e5707e" opacity=".6"/>'
      : '',
  ].join('')
}

function drawEye(x: number, eyes: NonNullable<Figure['eyes']>, brow: string): string {
  const [left, middle] = [String(x - 7.5), String(x)]
  if (eyes === 'closed') {
    return `<path d="M${left} 70q7.5 5 15 0" fill="none" stroke="${brow}" stroke-width="2.2" stroke-linecap="round"/>`
  }
  const open = eyes === 'large' ? 6.6 : 4.2
  const iris = eyes === 'red' ? '#d6332b' : '#41302a'
  const at = eyes === 'aside' ? x + 4 : x
  const radius = eyes === 'large' ? 5.2 : 3.6
  return [
    `<ellipse cx="${middle}" cy="70" rx="7.5" ry="${String(open)}" fill="#fff"/>`,
    `<circle cx="${String(at)}" cy="70" r="${String(radius)}" fill="${iris}"/>`,
    `<circle cx="${String(at + 1.2)}" cy="68.8" r="1.1" fill="#fff"/>`,
    `<path d="M${left} 70q7.5-${String(open * 2)} 15 0" fill="none" stroke="${brow}" stroke-width="1.7" stroke-linecap="round"/>`,
  ].join('')
}

function drawMouth(mouth: NonNullable<Figure['mouth']>, lips: string): string {
  switch (mouth) {
    case 'closed':
      return `<path d="M51 95q9 4 18 0" fill="none" stroke="${lips}" stroke-width="2.6" stroke-linecap="round"/>`
    case 'open':
      return '<path d="M48 92q12-3 24 0-2 13-12 13T48 92z" fill="#7c2f2f"/><path d="M50 93q10-2 20 0l-1 4H51z" fill="#fff"/>'
    case 'painted':
      return '<path d="M49 95q6-5 11-2 5-3 11 2-5 7-11 7t-11-7z" fill="#c2203e"/>'
  }
}

function drawGlasses(glasses: 'clear' | 'tinted'): string {
  const fill = glasses === 'tinted' ? 'fill="#23262c" fill-opacity=".88"' : 'fill="#fff" fill-opacity=".14"'
  const frame = 'stroke="#23262c" stroke-width="2.2"'
  const glare = glasses === 'tinted' ? '<path d="M38 76l8-12M65 76l8-12" stroke="#fff" stroke-width="2" opacity=".8"/>' : ''
  return `<rect x="34" y="61" width="23" height="18" rx="7" ${fill} ${frame}/><rect x="63" y="61" width="23" height="18" rx="7" ${fill} ${frame}/><path d="M57 68q3-2 6 0M34 68l-5-2M86 68l5-2" fill="none" ${frame}/>${glare}`
}

/** Shelves with books, and a plant. */
const CLUTTER = [
  '<path d="M0 34h120v4H0zM0 78h120v4H0z" fill="#8a6a4c"/>',
  ...['#b5483f', '#3f7f74', '#d9a441', '#5a6fa8', '#8d5a97', '#4c8a4c', '#c46a3c', '#6b7280'].map(
    (colour, at) =>
      `<path d="M${String(3 + at * 15)} ${String(10 + ((at * 5) % 9))}h9v${String(24 - ((at * 5) % 9))}h-9zM${String(6 + at * 15)} ${String(52 + ((at * 7) % 10))}h8v${String(26 - ((at * 7) % 10))}h-8z" fill="${colour}"/>`,
  ),
].join('')

/** A hand that moved: the same person several times, faintly. */
function ghosts(person: string): string {
  return [-4, -2.7, -1.4, 0, 1.4, 2.7, 4]
    .map((x, at) => `<g transform="translate(${String(x)} ${String(x / 3)})" opacity="${String([1, 0.5, 0.34, 0.26, 0.2, 0.17, 0.15][at])}">${person}</g>`)
    .join('')
}

/** What the light does to the whole picture. */
function veil(light: Figure['light']): string {
  switch (light) {
    case 'bright':
      return '<rect width="120" height="160" fill="#fff" opacity=".45"/><ellipse cx="52" cy="70" rx="24" ry="34" fill="#fff" opacity=".75"/>'
    case 'dark':
      return '<rect width="120" height="160" fill="#0c1016" opacity=".68"/>'
    case 'warm':
      return '<rect width="120" height="160" fill="#e08a1e" opacity=".42"/>'
    case 'even':
    case 'side':
    case undefined:
      return ''
  }
}

/** Another phone, held at a slant, whose screen shows the scene. */
function onScreen(scene: string): string {
  return [
    '<rect width="120" height="160" fill="#c9b79c"/>',
    '<g transform="rotate(-7 60 80)"><rect x="20" y="8" width="80" height="144" rx="10" fill="#16181d"/>',
    '<rect x="25" y="24" width="70" height="112" fill="#000"/>',
    `<g transform="translate(26 31) scale(.57 .6)">${scene}</g>`,
    '<path d="M28 130l54-104h10L38 130z" fill="#fff" opacity=".22"/><path d="M52 144h16" stroke="#6b7280" stroke-width="2"/></g>',
  ].join('')
}

function svg(content: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 160" width="240" height="320"><g>${content}</g></svg>`
}
