/**
 * A phone with the mini-program in it. Pages are loaded from the build and rendered by
 * `miniprogram-simulate` with WeChat's own template compiler; whatever they ask of WeChat goes to
 * `wechat.js`. No layout, no camera, no permissions: how it looks only WeChat's tools can tell.
 */
import { createRequire } from 'node:module'
import { join } from 'node:path'

import { screen, touch } from './host.js'
import { eventually } from './eventually.js'
import { createStorage, createWeChat } from './wechat.js'

const require = createRequire(import.meta.url)
const simulate = require('miniprogram-simulate')
// The one that the simulator uses: another copy would not know its elements.
const exparser = createRequire(require.resolve('j-component'))('miniprogram-exparser')

/** Elements by which a person presses something. */
const PRESSED = 'wx-button, wx-view, wx-text, wx-label, wx-navigator, wx-image, wx-cover-view'

/** Components that were told that they are ready. */
const ready = new WeakSet()

// The simulator tells those of a page that opens; whatever appears on it later has to be told too, inner
// ones first, as WeChat does.
new globalThis.MutationObserver(() => {
  for (const node of nodesOf(screen).reverse()) {
    if (ready.has(node)) continue
    ready.add(node)
    node.triggerLifeTime('ready')
  }
}).observe(screen, { childList: true, subtree: true })

/** The components in a part of the page tree. */
function nodesOf(element) {
  const nodes = [...element.querySelectorAll('*')].map(({ __wxElement: node }) => node)
  return nodes.filter((node) => node instanceof exparser.Component)
}

/**
 * Switches a phone on and starts the mini-program of `folder` in it; with the `storage` of another one it is that
 * phone, on which the app was killed.
 */
export function switchOn(folder, service, storage = createStorage()) {
  const stack = []
  const { wx, calls, picks, air, album } = createWeChat({
    service,
    storage,
    turn: (how, to) => {
      turn(stack, folder, how, to)
    },
  })
  // What the simulator brings for selectors and the like stays where this phone has nothing of its own.
  globalThis.wx = Object.assign({}, globalThis.wx, wx)
  globalThis.getCurrentPages = () =>
    stack.map(({ component, route }) => Object.assign(component.instance, { route }))
  forget(folder)
  require(join(folder, 'app.js'))
  const start = { path: 'pages/home/home', query: {}, scene: 1001 }
  globalThis.getApp().onLaunch?.(start)
  globalThis.getApp().onShow?.(start)
  const page = () => {
    const top = stack.at(-1)
    if (top === undefined) throw new Error('no page is open')
    return top
  }
  /** For who wonders why a test goes no further. */
  const seen = () => `${page().route} says: ${textOf(page().component.dom)}`
  return {
    calls,
    picks,
    album,
    /** What is on the phone at this moment, whatever the app does afterwards. */
    storage: () => structuredClone(storage),
    /** Takes the network away, or gives it back. */
    network: air.turn,
    /** Opens a page as the first one. */
    open: (url) => {
      turn(stack, folder, 'reLaunch', { url })
    },
    /** Leaves every page, so that none goes on counting seconds. */
    switchOff: () => {
      for (const left of stack.splice(0)) close(left)
    },
    /** Path of the page that is open. */
    route: () => page().route,
    /** Everything that the page says. */
    text: () => textOf(page().component.dom),
    /** Waits for a page. */
    arrives: (route) => eventually(() => `${route} never opened; ${seen()}`, () => page().route === route),
    /** Waits for words on the page. */
    sees: (words) =>
      eventually(
        () => `it never says ${String(words)}; ${seen()}`,
        () => matches(textOf(page().component.dom), words),
      ),
    /** Presses what is named so. */
    tap: async (name) => {
      const missing = () => `nothing to press is named ${String(name)}; ${seen()}`
      press(await eventually(missing, () => named(page(), PRESSED, name)))
    },
    /** Types into the field that is named so. */
    type: async (name, value) => {
      const missing = () => `no field is named ${String(name)}; ${seen()}`
      const field = await eventually(missing, () => named(page(), 'wx-input, wx-textarea', name))
      trigger(field, 'input', { value })
    },
    /** Waits for an element of a kind. */
    appears: (selector) =>
      eventually(
        () => `there is no ${selector}; ${seen()}`,
        () => page().component.dom.querySelector(selector) ?? undefined,
      ),
    /** Elements of a kind, such as `wx-camera`. */
    elements: (selector) => [...page().component.dom.querySelectorAll(selector)],
    trigger,
    attribute,
    /** Waits for a call of WeChat; what it was given. */
    asks: (...names) =>
      eventually(
        () => `${names.join(' or ')} was never called; ${seen()}`,
        () => calls.find(([called]) => names.includes(called))?.[1],
      ),
    /** Calls of WeChat by name, oldest first. */
    called: (name) => calls.filter(([called]) => called === name).map(([, ...given]) => given),
  }
}

/** Nothing of a program that ran before is left in memory. */
function forget(folder) {
  for (const path of Object.keys(require.cache)) if (path.startsWith(folder)) delete require.cache[path]
}

function matches(text, words) {
  return typeof words === 'string' ? text.includes(words) : words.test(text)
}

/** The words of an element, as one line. */
function textOf(element) {
  return element.textContent.replaceAll(/\s+/g, ' ').trim()
}

function turn(stack, folder, how, { url = '', delta = 1 }) {
  if (how === 'navigateBack') {
    if (stack.length <= 1) throw new Error('this is the first page')
    for (const left of stack.splice(Math.max(1, stack.length - delta))) close(left)
    stack.at(-1).component.instance.onShow?.()
    return
  }
  const [path, query = ''] = url.split('?')
  const route = path.replace(/^\//, '')
  if (how === 'navigateTo') stack.at(-1)?.component.instance.onHide?.()
  else for (const left of how === 'redirectTo' ? stack.splice(-1) : stack.splice(0)) close(left)
  const id = simulate.load(join(folder, route), { rootPath: folder, compiler: 'official' })
  const component = simulate.render(id, {})
  stack.push({ route, component })
  component.attach(screen)
  for (const node of nodesOf(screen)) ready.add(node)
  component.instance.onLoad?.(Object.fromEntries(new URLSearchParams(query)))
  component.instance.onShow?.()
  component.instance.onReady?.()
}

function close({ component }) {
  component.instance.onUnload?.()
  component.detach()
}

/** What a template gave an element; in the page tree most of it is not to be seen. */
function attribute(element, name) {
  const given = element.__wxElement?._vt?.attrs ?? []
  const camel = name.replaceAll(/-(\w)/g, (_, letter) => letter.toUpperCase())
  return given.find((attr) => attr.name === camel)?.value
}

function isNamed(element, name) {
  const label = attribute(element, 'aria-label')
  const text = textOf(element)
  if (typeof name === 'string') return text === name || label === name
  return name.test(text) || (typeof label === 'string' && name.test(label))
}

/** The innermost element of a kind with this name; disabled and busy ones are none. */
function named({ component }, selector, name) {
  const found = [...component.dom.querySelectorAll(selector)].filter(
    (element) => isNamed(element, name) && attribute(element, 'disabled') !== true,
  )
  return found.find((element) => element.tagName === 'WX-BUTTON') ?? found.at(-1)
}

/** A finger on the glass, and off it. */
function press(element) {
  element.dispatchEvent(touch('touchstart'))
  element.dispatchEvent(touch('touchend'))
}

/** An event that WeChat's own elements tell a page of. */
function trigger(element, kind, detail) {
  const event = exparser.Event.create(kind, detail, { bubbles: true, capturePhase: true, composed: true })
  exparser.Event.dispatchEvent(element.__wxElement, event)
}
