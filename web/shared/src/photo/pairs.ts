/** The drawn pair of a topic: how it should be, and how it should not. */
import { drawFigure } from './figure'
import type { Figure, Person } from './figure'
import type { Topic } from './topics'

/** Both as SVG text. */
export interface Pair {
  readonly right: string
  readonly wrong: string
}

const PORTRAIT_BLUE = '#64c5ff'

const FIGURES: Readonly<Record<Topic, { readonly wrong: Figure; readonly right?: Figure }>> = {
  fringe: { wrong: { hair: 'fringe' } },
  ears: { wrong: { hair: 'over-ears' } },
  glasses: { wrong: { glasses: 'clear' } },
  lenses: { wrong: { glasses: 'tinted' }, right: { glasses: 'clear' } },
  hat: { wrong: { hat: true } },
  jewellery: { wrong: { jewellery: true } },
  makeup: { wrong: { mouth: 'painted' } },
  'clothes-blue': {
    wrong: { shirt: '#58b4ec', wall: PORTRAIT_BLUE },
    right: { wall: PORTRAIT_BLUE },
  },
  'clothes-pattern': { wrong: { pattern: true } },
  wall: { wrong: { clutter: true } },
  'wall-colour': { wrong: { wall: '#3a3b40', shirt: '#41464f' } },
  tilt: { wrong: { tilt: 14 } },
  turn: { wrong: { turn: 8 } },
  chin: { wrong: { lift: 11 } },
  shoulders: { wrong: { slope: 9 } },
  eyes: { wrong: { eyes: 'closed' } },
  gaze: { wrong: { eyes: 'aside' } },
  mouth: { wrong: { mouth: 'open' } },
  framing: { wrong: { size: 1.75 } },
  distance: { wrong: { size: 0.42 } },
  alone: { wrong: { company: true } },
  'side-light': { wrong: { light: 'side' } },
  bright: { wrong: { light: 'bright' } },
  dark: { wrong: { light: 'dark' } },
  colour: { wrong: { light: 'warm', eyes: 'red' } },
  blur: { wrong: { blurred: true } },
  beauty: { wrong: { beautified: true, eyes: 'large' } },
  screen: { wrong: { screen: true } },
}

/** Who shows it: hair, ears and jewellery are mostly asked of who has long hair; light, of every skin. */
const PEOPLE: Readonly<Partial<Record<Topic, Person>>> = {
  fringe: 'long-hair',
  ears: 'long-hair',
  lenses: 'grey-hair',
  hat: 'dark-skin',
  jewellery: 'long-hair',
  makeup: 'long-hair',
  'clothes-blue': 'dark-skin',
  'clothes-pattern': 'long-hair',
  wall: 'grey-hair',
  tilt: 'long-hair',
  turn: 'dark-skin',
  chin: 'long-hair',
  shoulders: 'scarf',
  eyes: 'dark-skin',
  gaze: 'scarf',
  mouth: 'long-hair',
  framing: 'grey-hair',
  alone: 'long-hair',
  'side-light': 'dark-skin',
  dark: 'long-hair',
  beauty: 'long-hair',
  screen: 'grey-hair',
}

/** Draws the pair of a topic. */
export function drawPair(topic: Topic): Pair {
  const { wrong, right } = FIGURES[topic]
  const person = PEOPLE[topic] ?? 'short-hair'
  return { wrong: drawFigure({ person, ...wrong }), right: drawFigure({ person, ...right }) }
}

/**
 * Who stands where: a student in front of a wall, a friend who holds the phone at the height of the
 * student's eyes. Twice as wide as high.
 */
export function drawScene(): string {
  return [
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 160" width="640" height="320">',
    '<rect width="320" height="160" fill="#eceae5"/><rect width="22" height="160" fill="#d8d4cb"/>',
    '<rect y="148" width="320" height="12" fill="#cfc8bb"/>',
    // From the lens to the eyes.
    '<path d="M108 52h108" stroke="#1f5fbf" stroke-width="2" stroke-dasharray="5 5"/>',
    '<path d="M106 52l9-5v10z" fill="#1f5fbf"/>',
    // The student, seated.
    '<path d="M58 118h32v30h-5v-24H63v24h-5z" fill="#8a6a4c"/>',
    '<path d="M72 116h40q8 0 8 8v18h12v6h-24v-18H72z" fill="#3b4350"/>',
    '<path d="M56 118V98q0-20 20-20t18 20v20z" fill="#4a5361"/>',
    '<path d="M88 96l14 22" stroke="#56606f" stroke-width="9" stroke-linecap="round"/>',
    profile(),
    // The friend, standing; mirrored.
    '<g transform="translate(334 0) scale(-1 1)">',
    '<path d="M58 148v-40h30v40h-11v-30h-8v30z" fill="#4b463f"/>',
    '<path d="M54 116V98q0-20 20-20t18 20v18z" fill="#8b7d6c"/>',
    '<path d="M82 92l22-8 8-22" fill="none" stroke="#f0c8a6" stroke-width="8" stroke-linecap="round" stroke-linejoin="round"/>',
    profile(),
    '<rect x="110" y="34" width="8" height="36" rx="3" fill="#16181d"/><circle cx="118" cy="52" r="2.6" fill="#7fb0f5"/>',
    '</g></svg>',
  ].join('')
}

/** A head that looks to the right. */
function profile(): string {
  return [
    '<path d="M68 66h14v16H68z" fill="#d79f7c"/>',
    '<circle cx="76" cy="53" r="18" fill="#f0c8a6"/><path d="M92 48l7 9-7 3z" fill="#f0c8a6"/>',
    '<path d="M57 58c-4-24 8-28 20-28 10 0 16 5 17 12-8 3-14 2-20 0 0 8-2 12-6 16l-4 8z" fill="#2e2a2d"/>',
    '<circle cx="88" cy="51" r="1.8" fill="#2e2a2d"/><path d="M87 64h6" stroke="#b4625a" stroke-width="2" stroke-linecap="round"/>',
  ].join('')
}
