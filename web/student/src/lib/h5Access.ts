/**
 * Browsers only: what uni draws itself (bars, custom buttons) gets names, roles and keys, so that the
 * pages work without a finger and with a screen reader.
 */
import { watch } from 'vue'

import { tagOf } from '@caixiang/shared/text/text'

import { language } from './language'
import { layersHere } from './layers'

/** What Enter or Space presses; native controls do it by themselves. */
const PRESSED_BY_KEY = 'button link tab checkbox radio switch menuitem option'.split(' ')

/** Begins to look after every page, once. */
export function makeReachable(): void {
  document.addEventListener('keydown', pressByKey)
  document.addEventListener('click', backByBar, { capture: true })
  let isDue = false
  const label = (): void => {
    if (isDue) return
    isDue = true
    requestAnimationFrame(() => {
      isDue = false
      labelBars()
      labelPictures()
    })
  }
  new MutationObserver(label).observe(document.body, { childList: true, subtree: true })
  watch(
    language,
    (chosen) => {
      document.documentElement.lang = tagOf(chosen)
      label()
    },
    { immediate: true },
  )
}

/** The bar's arrow does what the phone's back key does; uni's own would leave the page. */
function backByBar(event: MouseEvent): void {
  const { target } = event
  const isBack = target instanceof Element && target.closest('.uni-page-head-hd .uni-page-head-btn') !== null
  if (!isBack || layersHere.value === 0) return
  event.stopPropagation()
  history.back()
}

function pressByKey(event: KeyboardEvent): void {
  // Whoever handles the key itself has pressed already: twice would undo a switch.
  if (event.defaultPrevented) return
  // A key that is held down presses once; one that chooses a word of an input method presses nothing.
  if (event.repeat || event.isComposing || (event.key !== 'Enter' && event.key !== ' ')) return
  const { target } = event
  if (!(target instanceof HTMLElement) || /^(?:A|BUTTON|INPUT|SELECT|TEXTAREA)$/.test(target.tagName)) return
  if (!PRESSED_BY_KEY.includes(target.getAttribute('role') ?? '')) return
  event.preventDefault()
  target.click()
}

/** The element of a picture has its name; what uni draws inside it has none to say. */
function labelPictures(): void {
  for (const picture of all('uni-image > img')) describe(picture, { alt: '' })
}

function labelBars(): void {
  const back = language.value === 'zh' ? '返回' : 'Back'
  for (const head of all('uni-page-head')) describe(head, { role: 'banner' })
  for (const title of all('.uni-page-head__title')) describe(title, { role: 'heading', 'aria-level': '1' })
  for (const button of all('.uni-page-head-hd .uni-page-head-btn')) {
    describe(button, { role: 'button', tabindex: '0', 'aria-label': back })
  }
  for (const bar of all('uni-tabbar .uni-tabbar')) describe(bar, { role: 'navigation' })
  for (const item of all('.uni-tabbar__item')) {
    // uni itself tells the present tab by colour alone.
    const isHere = item.querySelector('img')?.src.includes('-here') === true
    describe(item, { role: 'link', tabindex: '0', 'aria-current': isHere ? 'page' : 'false' })
    for (const picture of Array.from(item.querySelectorAll('img'))) describe(picture, { alt: '' })
  }
}

function all(selector: string): HTMLElement[] {
  return Array.from(document.querySelectorAll<HTMLElement>(selector))
}

/** Only what differs is written: writing wakes who looks at the document. */
function describe(element: Element, attributes: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (element.getAttribute(name) !== value) element.setAttribute(name, value)
  }
}
