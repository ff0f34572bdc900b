import { expect, test, vi } from 'vitest'

import type { Hint } from '@caixiang/shared/frame/hints'
import { inScope } from '../../../testing/scope'

import { useHints } from './useHints'

const FRAME = { width: 1, height: 1, rgba: new Uint8ClampedArray(4) }

function hintsOf(look: () => Promise<readonly Hint[]>) {
  const source = { look: vi.fn(look), close: vi.fn() }
  return { ...inScope(() => useHints(source)), source }
}

test('a hint has to be seen twice before it is said', async () => {
  const { look, isReady, advice } = hintsOf(() => Promise.resolve(['no-face']))
  const before = advice.value
  await look(FRAME)
  expect([isReady.value, advice.value]).toEqual([true, before])
  await look(FRAME)
  expect(isReady.value).toBe(false)
  expect(advice.value).not.toBe(before)
})

test('one frame is looked at at a time', async () => {
  const { look, source } = hintsOf(() => Promise.resolve([]))
  await Promise.all([look(FRAME), look(FRAME)])
  expect(source.look).toHaveBeenCalledOnce()
})

test('the source is closed with the viewfinder', () => {
  const { leavePage, source } = hintsOf(() => Promise.resolve([]))
  leavePage()
  expect(source.close).toHaveBeenCalledOnce()
})

test('as long as nobody was seen, nothing is said to be ready', async () => {
  const seen = { look: () => Promise.resolve([]), seesFace: () => isThere, close: () => undefined }
  let isThere = false
  const hints = inScope(() => useHints(seen))
  await hints.look(FRAME)
  expect([hints.isReady.value, hints.isSure.value, hints.sign.value]).toEqual([true, false, '·'])
  const before = hints.advice.value
  isThere = true
  await hints.look(FRAME)
  expect([hints.isSure.value, hints.sign.value]).toEqual([true, '✓'])
  expect(hints.advice.value).not.toBe(before)
})

test('two things at once are said as the place to stand, and the line does not jump while one comes and goes', async () => {
  const both: readonly Hint[] = ['too-dark', 'too-far']
  const frames: (readonly Hint[])[] = [both, both, ['too-dark'], both, ['too-far'], both, ['too-far'], ['too-far']]
  const { look, advice } = hintsOf(() => Promise.resolve(frames.shift() ?? []))
  const said: string[] = []
  for (const { length } = frames; said.length < length; ) {
    await look(FRAME)
    said.push(advice.value)
  }
  const [first, stand] = said
  expect(said.slice(1, -1)).toEqual(Array(6).fill(stand))
  expect(first).not.toBe(stand)
  expect(said[said.length - 1]).not.toBe(stand)
})
