// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import type { MeshFace } from '@caixiang/shared/frame/faceMessages'
import { limitsOf } from '@caixiang/shared/frame/limits'
import { GUIDANCE } from '@caixiang/shared/testing/guidance'
import { storage } from '../../../testing/phone'
import { inScope } from '../../../testing/scope'

import { useFaceGuide } from './useFaceGuide'

/** Light enough to leave the faces the word. */
const PICTURE = { width: 48, height: 64, rgba: new Uint8ClampedArray(48 * 64 * 4).fill(180) }

/** A face that leaves nothing to say but that its eyes are shut. */
const SHUT: MeshFace = {
  box: { left: 0.3, top: 0.2, width: 0.4, height: 0.45 },
  roll: 0,
  yaw: 0,
  pitch: 0,
  eyes: [0, 0],
  mouth: 0,
}

/** What stands in the page for the frame. */
let frame: HTMLElement & { contentWindow: { postMessage: ReturnType<typeof vi.fn> } }

beforeEach(() => {
  vi.useFakeTimers()
  const empty = document.createElement('div')
  vi.spyOn(document, 'createElement').mockImplementation(() => {
    frame = Object.assign(empty.cloneNode() as HTMLElement, { contentWindow: { postMessage: vi.fn() } })
    return frame
  })
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

function opened() {
  const guide = inScope(() => useFaceGuide(limitsOf(GUIDANCE)))
  return { guide, look: () => guide.source.look(PICTURE) }
}

/** The frame, or whoever pretends to be it, says something. */
function tell(data: unknown, source: unknown = frame.contentWindow): void {
  window.dispatchEvent(Object.assign(new Event('message'), { data, source }))
}

/** The picture that the frame was given last. */
function given(): { readonly id: number; readonly rgba: ArrayBuffer } {
  return frame.contentWindow.postMessage.mock.lastCall?.[0] as { id: number; rgba: ArrayBuffer }
}

function ready() {
  const { guide, look } = opened()
  guide.toggle()
  tell({ kind: 'here' })
  tell({ kind: 'ready' })
  return { guide, look }
}

test('nobody gets five megabytes without asking', () => {
  const { guide } = opened()
  expect([guide.isOffered, guide.state.value]).toEqual([true, 'off'])
})

test('who counts bytes is not offered them', () => {
  Object.assign(navigator, { connection: { saveData: true } })
  expect(opened().guide.isOffered).toBe(false)
  Object.assign(navigator, { connection: undefined })
})

test('chosen, they load, and come on by themselves the next time', () => {
  const { guide } = ready()
  expect(guide.state.value).toBe('on')
  expect(storage.get('better-hints')).toBe(true)
  expect(opened().guide.state.value).toBe('loading')
  guide.toggle()
  expect([guide.state.value, storage.get('better-hints')]).toEqual(['off', false])
})

test('the frame has no origin and is seen by nobody', () => {
  ready()
  expect(frame.getAttribute('sandbox')).toBe('allow-scripts')
  expect(frame.getAttribute('aria-hidden')).toBe('true')
})

test('given up, the frame is gone', () => {
  const { guide } = ready()
  expect(frame.isConnected).toBe(true)
  guide.toggle()
  expect(frame.isConnected).toBe(false)
})

test('other windows are not listened to', () => {
  const { guide } = opened()
  guide.toggle()
  tell({ kind: 'ready' }, window)
  tell('ready')
  expect(guide.state.value).toBe('loading')
})

test('a network that does not bring it ends the loading', () => {
  const { guide } = opened()
  guide.toggle()
  vi.advanceTimersByTime(149_999)
  expect(guide.state.value).toBe('loading')
  vi.advanceTimersByTime(1)
  expect([guide.state.value, frame.isConnected]).toEqual(['unavailable', false])
})

test('a page that never says a word is another one', () => {
  const { guide } = opened()
  guide.toggle()
  frame.dispatchEvent(new Event('load'))
  vi.advanceTimersByTime(3_000)
  expect(guide.state.value).toBe('unavailable')
})

test('a page that is there has its time to load', () => {
  const { guide } = opened()
  guide.toggle()
  tell({ kind: 'here' })
  frame.dispatchEvent(new Event('load'))
  vi.advanceTimersByTime(100_000)
  expect(guide.state.value).toBe('loading')
})

test('unavailable, it can be tried again', () => {
  const { guide } = ready()
  tell({ kind: 'unavailable' })
  expect(guide.state.value).toBe('unavailable')
  guide.toggle()
  expect(guide.state.value).toBe('loading')
})

test('a face becomes a hint, and the picture stays the camera’s', async () => {
  const { look } = ready()
  const looking = look()
  expect(given().rgba).not.toBe(PICTURE.rgba.buffer)
  tell({ kind: 'seen', id: given().id, faces: [SHUT] })
  expect(await looking).toContain('eyes-closed')
})

test('while it loads, pixels have the word', async () => {
  const { guide, look } = opened()
  guide.toggle()
  await look()
  expect(frame.contentWindow.postMessage).not.toHaveBeenCalled()
})

test('an answer to another picture does not count', async () => {
  const { look } = ready()
  const looking = look()
  tell({ kind: 'seen', id: given().id + 1, faces: [SHUT] })
  await vi.advanceTimersByTimeAsync(1_500)
  expect(await looking).not.toContain('eyes-closed')
})

test('hints that lag are given up', async () => {
  const { guide, look } = ready()
  for (let late = 0; late < 5; late += 1) {
    const looking = look()
    await vi.advanceTimersByTimeAsync(1_600)
    await looking
    expect(guide.state.value).toBe('on')
    tell({ kind: 'seen', id: given().id, faces: [] })
  }
  expect(guide.state.value).toBe('unavailable')
})

test('a frame that has stopped is given up', async () => {
  const { guide, look } = ready()
  const looking = look()
  await vi.advanceTimersByTimeAsync(15_001)
  await looking
  await look()
  expect(guide.state.value).toBe('unavailable')
})
