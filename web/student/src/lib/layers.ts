/**
 * What lies upon a page and is closed by the phone's back key: a step, a sheet, a large picture, the
 * viewfinder. The topmost one is closed first; the page itself is left when none is open.
 */
import { nextTick, onScopeDispose, readonly, shallowRef, watch } from 'vue'

// #ifdef H5
import { entriesFor } from './historyEntries'
// #endif
import { presentPage } from './presentPage'

/** Something open, on the page with this id. */
interface Layer {
  readonly page: number
  readonly back: () => void
}

let layers: readonly Layer[] = []

const depth = shallowRef(0)

/** How many layers lie upon the page on top. */
export const layersHere = readonly(depth)

function on(page: number): readonly Layer[] {
  return layers.filter((layer) => layer.page === page)
}

/** Tells the platform how many times its back key closes something now. */
let follow = (): void => undefined

function change(now: readonly Layer[]): void {
  layers = now
  countAnew()
}

function countAnew(): void {
  depth.value = on(presentPage()).length
  follow()
}

/** Closes the topmost layers until so many are left. One that is busy may stay open. */
function backTo(left: number): void {
  for (const layer of on(presentPage()).slice(left).reverse()) {
    layers = layers.filter((other) => other !== layer)
    layer.back()
  }
  countAnew()
}

/** The back key was pressed: closes the topmost layer. */
export function backOnce(): void {
  backTo(depth.value - 1)
}

/** Another page is on top now, which may have some already. */
export const lookAtPage: () => void = countAnew

/** Keeps as many layers open as `count` says. `back` is called for each that the back key closes. */
export function useLayers(count: () => number, back: () => void): void {
  let mine: readonly Layer[] = []
  const page = presentPage()

  function keep(wanted: number): void {
    // Those that the back key closed are gone already.
    mine = mine.filter((layer) => layers.includes(layer))
    const added = Array.from({ length: Math.max(0, wanted - mine.length) }, () => ({ page, back: onBack }))
    const removed = mine.slice(wanted)
    if (added.length === 0 && removed.length === 0) return
    mine = [...mine.slice(0, wanted), ...added]
    change([...layers.filter((layer) => !removed.includes(layer)), ...added])
  }

  /** What is busy stays, and so does its layer. */
  function onBack(): void {
    back()
    void nextTick(() => {
      keep(count())
    })
  }

  watch(count, keep, { immediate: true, flush: 'post' })
  onScopeDispose(() => {
    keep(0)
  })
}

/** A layer that is open while `isOpen` says so. */
export function useLayer(isOpen: () => boolean, back: () => void): void {
  useLayers(() => (isOpen() ? 1 : 0), back)
}

// #ifdef H5
let settle = (): void => undefined

/** Begins to keep the browser's history in step; before uni's router begins to listen to it. */
export function keepHistoryInStep(): void {
  const entries = entriesFor({
    countOn: (page) => on(page).length,
    backTo,
    forget: (page) => {
      layers = layers.filter((layer) => layer.page !== page)
    },
  })
  follow = entries.follow
  settle = entries.settle
}
// #endif

/** The page has opened again what an earlier visit left open: entries beyond that lead nowhere. */
export function settleLayers(): void {
  // #ifdef H5
  settle()
  // #endif
}
