/**
 * Better hints in a browser's camera: a network that finds faces, in a frame without an origin. It is
 * five megabytes, so it comes only to who asks for it, and while it comes pixels give the hints.
 * Frames go to the frame beside this page and no further.
 */
import { readonly, shallowRef } from 'vue'

import { meshHints, readFrameMessage } from '../../../shared/src/index'
import type { LookMessage, MeshFace, Picture } from '../../../shared/src/index'

/** Whether there are better hints. */
export type FaceGuideState = 'off' | 'loading' | 'on' | 'unavailable'

/** What was chosen on this phone. */
const STORED = 'better-hints'

const ADDRESS = '/face/'

/** After this a phone's network does not bring it any more. */
const LOAD_WITHIN_MS = 90_000

/** How long the frame may be silent once its page is there: long enough for a slow phone's first look. */
const START_WITHIN_MS = 45_000

/** A look that takes longer is not waited for; pixels say something in between. */
const LOOK_WITHIN_MS = 2000

/** A frame that is silent for so long has stopped. */
const GONE_AFTER_MS = 15_000

/** Whether this browser can do it, and its owner does not count bytes. */
function isPossible(): boolean {
  const { connection } = navigator as { readonly connection?: { readonly saveData?: boolean } }
  return typeof WebAssembly === 'object' && connection?.saveData !== true
}

/** Better hints for the viewfinder that holds them; closing their source closes all. */
export function useFaceGuide() {
  const state = shallowRef<FaceGuideState>('off')
  const isOffered = isPossible()
  let frame: FaceFrame | undefined

  function start(): void {
    stop()
    state.value = 'loading'
    frame = openFrame((is) => {
      state.value = is
      if (is === 'unavailable') stop()
    })
  }

  function stop(): void {
    frame?.close()
    frame = undefined
  }

  /** Chooses better hints or gives them up, and keeps the choice. Where they did not come, tries again. */
  function toggle(): void {
    const isWanted = state.value === 'off' || state.value === 'unavailable'
    uni.setStorageSync(STORED, isWanted)
    if (isWanted) {
      start()
      return
    }
    stop()
    state.value = 'off'
  }

  async function find(picture: Picture): Promise<readonly MeshFace[] | undefined> {
    return state.value === 'on' ? await frame?.find(picture) : undefined
  }

  if (isOffered && uni.getStorageSync(STORED) === true) start()

  return { source: meshHints(find, stop), state: readonly(state), isOffered, toggle }
}

/** The frame, as this page uses it. */
interface FaceFrame {
  readonly find: (picture: Picture) => Promise<readonly MeshFace[] | undefined>
  readonly close: () => void
}

/** A picture that was handed over and not answered yet. */
interface Look {
  readonly id: number
  readonly sentAt: number
  readonly settle: (faces: readonly MeshFace[]) => void
}

function openFrame(tell: (state: 'on' | 'unavailable') => void): FaceFrame {
  const element = placeFrame()
  let limit = setTimeout(() => tell('unavailable'), LOAD_WITHIN_MS)
  let waiting: Look | undefined
  let count = 0

  element.addEventListener('load', onLoad)
  window.addEventListener('message', onMessage)

  /** Its page and its scripts are there, or something else is in their place that never says a word. */
  function onLoad(): void {
    clearTimeout(limit)
    limit = setTimeout(() => tell('unavailable'), START_WITHIN_MS)
  }

  function onMessage(event: MessageEvent<unknown>): void {
    // A frame without an origin has the origin `null`, as others may: only its window tells it.
    if (event.source !== element.contentWindow) return
    const message = readFrameMessage(event.data)
    if (message === undefined) return
    if (message.kind === 'seen') {
      if (message.id !== waiting?.id) return
      waiting.settle(message.faces)
      waiting = undefined
      return
    }
    clearTimeout(limit)
    tell(message.kind === 'ready' ? 'on' : 'unavailable')
  }

  /** One picture at a time; nothing is said while the last one is still being looked at. */
  async function find(picture: Picture): Promise<readonly MeshFace[] | undefined> {
    if (waiting !== undefined) {
      if (Date.now() - waiting.sentAt > GONE_AFTER_MS) tell('unavailable')
      return undefined
    }
    count += 1
    const id = count
    const answer = new Promise<readonly MeshFace[]>((settle) => {
      waiting = { id, sentAt: Date.now(), settle }
    })
    const rgba = Uint8Array.from(picture.rgba).buffer
    const look: LookMessage = { kind: 'look', id, width: picture.width, height: picture.height, rgba }
    // There is no origin to name: the frame's own headers say what may be in it.
    element.contentWindow?.postMessage(look, '*', [rgba])
    return Promise.race([answer, later(LOOK_WITHIN_MS)])
  }

  function close(): void {
    clearTimeout(limit)
    window.removeEventListener('message', onMessage)
    element.remove()
  }

  return { find, close }
}

/** In the page, because browsers do not run what is not shown at all; too small and too clear to be seen. */
function placeFrame(): HTMLIFrameElement {
  // Not in the template: there it would be a tag of uni's.
  const element = document.createElement('iframe')
  element.setAttribute('sandbox', 'allow-scripts')
  element.setAttribute('aria-hidden', 'true')
  element.tabIndex = -1
  element.title = ''
  element.style.cssText = 'position:fixed;right:0;bottom:0;width:1px;height:1px;border:0;opacity:0;pointer-events:none'
  element.src = ADDRESS
  document.body.append(element)
  return element
}

function later(ms: number): Promise<undefined> {
  return new Promise((resolve) => {
    setTimeout(() => {
      resolve(undefined)
    }, ms)
  })
}
