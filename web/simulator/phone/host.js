/**
 * The world that a mini-program finds when it starts: a page tree (jsdom stands for WeChat's own), and
 * the functions that register the app, its pages and its components. Import it before anything of the
 * simulator: that looks for a browser while it is loaded.
 */
import { JSDOM } from 'jsdom'

const { window } = new JSDOM('<!doctype html><html><body></body></html>', { pretendToBeVisual: true })

// Node has some of these names of its own; those of the page tree have to be the ones in use.
const NAMES = [
  'CustomEvent',
  'DocumentFragment',
  'Element',
  'Event',
  'HTMLElement',
  'MutationObserver',
  'Node',
  'Text',
  'document',
  'requestAnimationFrame',
]

globalThis.window = window
for (const name of NAMES) {
  Object.defineProperty(globalThis, name, { value: window[name], configurable: true, writable: true })
}

/** What the mini-program handed over by `App(…)`. */
let app

globalThis.App = (definition) => {
  app = definition
}
globalThis.getApp = () => app
globalThis.Page = ({ data, ...rest }) => {
  const methods = Object.fromEntries(Object.entries(rest).filter(([, part]) => typeof part === 'function'))
  globalThis.Component({ data, methods })
}

/** The page tree's root, where pages are shown. */
export const screen = window.document.body

/** An event of the page tree. */
export function touch(kind) {
  const event = new window.Event(kind, { bubbles: true })
  const point = [{ identifier: 0, clientX: 5, clientY: 5, pageX: 5, pageY: 5 }]
  // A tap is recognised by the finger that is no longer on the glass.
  return Object.assign(event, { changedTouches: point, touches: kind === 'touchend' ? [] : point })
}
