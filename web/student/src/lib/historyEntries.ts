/**
 * Browsers only: one entry of the history for each layer of a page. They have the page's own address and
 * the state that uni's router gave it, so that the router takes them for the page; going back over them is
 * kept from it.
 */
import { presentPage } from './presentPage'

/** The layers, by the id of their page. */
interface Layers {
  readonly countOn: (page: number) => number
  readonly backTo: (left: number) => void
  /** The page is being left. */
  readonly forget: (page: number) => void
}

interface EntryState {
  /** Id of uni's page. */
  readonly __id__?: number
  /** How many layers lie upon the page at this entry. */
  readonly layers?: number
}

/** Ways of uni that replace the present entry, or go back from it: the entries of layers have to go first. */
const LEAVING = ['redirectTo', 'reLaunch', 'switchTab', 'navigateBack'] as const

function stateNow(): EntryState {
  return (history.state ?? {}) as EntryState
}

/** Begins to keep the history in step. */
export function entriesFor({ countOn, backTo, forget }: Layers) {
  /** Pages whose layers are known; entries of others are left from an earlier visit. */
  const settled = new Set<number>()
  let isDue = false
  let arrive: (() => void) | undefined

  /** Brings the history in step, once everything that changes together has changed. */
  function follow(): void {
    if (isDue) return
    isDue = true
    void Promise.resolve().then(() => {
      isDue = false
      inStep()
    })
  }

  function inStep(): void {
    const { __id__: page = 1, layers: have = 0 } = stateNow()
    // Between two pages: it is told again once the other one is there.
    if (arrive !== undefined || page !== presentPage()) return
    const wanted = countOn(page)
    for (let number = have + 1; number <= wanted; number += 1) {
      settled.add(page)
      history.pushState({ ...stateNow(), layers: number }, '')
    }
    if (wanted < have && settled.has(page)) void goBack(have - wanted).then(inStep)
  }

  /** Goes back over entries that nothing is open for any more; nobody is told. */
  function goBack(entries: number): Promise<void> {
    return new Promise((resolve) => {
      arrive = () => {
        arrive = undefined
        resolve()
      }
      history.go(-entries)
    })
  }

  function onPop(event: PopStateEvent): void {
    if (arrive !== undefined) {
      event.stopImmediatePropagation()
      arrive()
      return
    }
    const { __id__: page = 1, layers: have = 0 } = stateNow()
    if (page !== presentPage()) return
    event.stopImmediatePropagation()
    settled.add(page)
    if (have < countOn(page)) backTo(have)
    else inStep()
  }

  /** Leaves the page from its own entry. */
  async function unwind(): Promise<void> {
    const { layers: have = 0 } = stateNow()
    forget(presentPage())
    if (have > 0) await goBack(have)
  }

  // Before uni's router listens, so that it is asked first.
  window.addEventListener('popstate', onPop, { capture: true })
  const first = (options: unknown): unknown => unwind().then(() => options)
  for (const way of LEAVING) uni.addInterceptor(way, { invoke: first })

  return {
    follow,
    settle: () => {
      settled.add(stateNow().__id__ ?? 1)
      follow()
    },
  }
}
