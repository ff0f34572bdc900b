/**
 * Better hints in a browser's camera: a network that finds faces, in a frame without an origin. It is
 * five megabytes, so it comes by itself on Wi-Fi only; while it comes pixels give the hints.
 * Frames go to the frame beside this page and no further.
 */
import { readonly, shallowRef } from 'vue'

import { readFrameMessage } from '@caixiang/shared/frame/faceMessages'
import type { LookMessage, MeshFace } from '@caixiang/shared/frame/faceMessages'
import type { HintLimits } from '@caixiang/shared/frame/limits'
import { meshHints } from '@caixiang/shared/frame/meshHints'
import type { Picture } from '@caixiang/shared/frame/picture'

/** Whether there are better hints. */
export type FaceGuideState = 'off' | 'loading' | 'on' | 'unavailable'

/** What was chosen on this phone. */
const STORED = 'better-hints'

const ADDRESS = '/face/'

/** After this a phone's network does not bring it any more: five megabytes at 300 kbit/s. */
const LOAD_WITHIN_MS = 150_000

/** A page that is loaded and has not said a word by then is not the frame's: one of an error, or of a gateway. */
const HERE_WITHIN_MS = 3000

/** A look that takes longer is not waited for. */
const LOOK_WITHIN_MS = 1500

/** What was seen longer ago is not told any more; pixels are asked instead. */
const TOLD_FOR_MS = 3000

/** So many looks in a row that came too late: hints that lag make people hold still for nothing. */
const MAX_LATE = 5

/** A frame that is silent for so long has stopped. */
const GONE_AFTER_MS = 15_000

/** Whether this browser can do it, and its owner does not count bytes. */
function isPossible(): boolean {
  const { connection } = navigator as { readonly connection?: { readonly saveData?: boolean } }
  return typeof WebAssembly === 'object' && connection?.saveData !== true
}

/** Where bytes cost nothing, nobody has to ask for it. */
function isOnWifi(): boolean {
  const { connection } = navigator as { readonly connection?: { readonly type?: string } }
  return connection?.type === 'wifi'
}

/** Better hints for the viewfinder that holds them; closing their source closes all. */
export function useFaceGuide(limits: HintLimits) {
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

  const chosen: unknown = uni.getStorageSync(STORED)
  if (isOffered && (chosen === true || (chosen !== false && isOnWifi()))) start()

  return { source: meshHints(find, limits, stop), state: readonly(state), isOffered, toggle }
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

/** How long a frame is waited for: from when it is asked for, its page is there, its script is there. */
function createPatience(giveUp: () => void) {
  let limit = setTimeout(giveUp, LOAD_WITHIN_MS)
  let isHere = false

  function end(): void {
    clearTimeout(limit)
  }

  function renew(ms: number): void {
    end()
    limit = setTimeout(giveUp, ms)
  }

  function onLoad(): void {
    if (!isHere) renew(HERE_WITHIN_MS)
  }

  function onHere(): void {
    isHere = true
    renew(LOAD_WITHIN_MS)
  }

  return { onLoad, onHere, end }
}

function openFrame(tell: (state: 'on' | 'unavailable') => void): FaceFrame {
  const element = placeFrame()
  const patience = createPatience(() => {
    tell('unavailable')
  })
  let waiting: Look | undefined
  let seen: { readonly faces: readonly MeshFace[]; readonly at: number } = { faces: [], at: 0 }
  let count = 0
  let late = 0

  element.addEventListener('load', patience.onLoad)
  window.addEventListener('message', onMessage)

  function onMessage(event: MessageEvent<unknown>): void {
    // A frame without an origin has the origin `null`, as others may: only its window tells it.
    if (event.source !== element.contentWindow) return
    const message = readFrameMessage(event.data)
    if (message === undefined) return
    if (message.kind === 'seen') {
      receive(message.id, message.faces)
      return
    }
    if (message.kind === 'here') {
      patience.onHere()
      return
    }
    patience.end()
    tell(message.kind === 'ready' ? 'on' : 'unavailable')
  }

  /** One picture at a time; while it is looked at, what was seen just before counts. */
  async function find(picture: Picture): Promise<readonly MeshFace[] | undefined> {
    if (waiting === undefined) {
      const answer = send(picture)
      const faces = await Promise.race([answer, later(LOOK_WITHIN_MS)])
      if (faces !== undefined) return faces
    } else if (Date.now() - waiting.sentAt > GONE_AFTER_MS) {
      tell('unavailable')
    }
    return Date.now() - seen.at < TOLD_FOR_MS ? seen.faces : undefined
  }

  function send(picture: Picture): Promise<readonly MeshFace[]> {
    count += 1
    const id = count
    const rgba = Uint8Array.from(picture.rgba).buffer
    const look: LookMessage = { kind: 'look', id, width: picture.width, height: picture.height, rgba }
    return new Promise((settle) => {
      waiting = { id, sentAt: Date.now(), settle }
      // There is no origin to name: the frame's own headers say what may be in it.
      element.contentWindow?.postMessage(look, '*', [rgba])
    })
  }

  function receive(id: number, faces: readonly MeshFace[]): void {
    if (id !== waiting?.id) return
    const { sentAt, settle } = waiting
    waiting = undefined
    seen = { faces, at: Date.now() }
    settle(faces)
    late = seen.at - sentAt > LOOK_WITHIN_MS ? late + 1 : 0
    if (late >= MAX_LATE) tell('unavailable')
  }

  function close(): void {
    patience.end()
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
