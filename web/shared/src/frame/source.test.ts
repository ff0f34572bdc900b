import { expect, test } from 'vitest'

import { GUIDANCE } from '../../testing/guidance'

import { draw } from './drawn'
import { nextHint } from './hints'
import type { Hint } from './hints'
import { limitsOf } from './limits'
import { middleOf } from './picture'
import { allOf, faceHints, pixelHints, steady } from './source'
import type { HintSource, SeenFace } from './source'

const LIMITS = limitsOf(GUIDANCE)

const FACE: SeenFace = { middle: [0.5, 0.42], width: 0.4, turn: { pitch: 0, yaw: 0, roll: 0 } }

function check(face: Partial<SeenFace>, expected: Hint | undefined): void {
  expect(nextHint(faceHints({ ...FACE, ...face }, LIMITS))).toBe(expected)
}

test('a face that was found says where it should go and how it should turn', () => {
  check({}, undefined)
  check({ width: 0.2 }, 'too-far')
  check({ width: 0.7 }, 'too-close')
  check({ middle: [0.7, 0.42] }, 'off-centre')
  check({ middle: [0.5, 0.6] }, 'off-centre')
  check({ turn: { pitch: 0, yaw: 0, roll: -0.4 } }, 'tilted')
  check({ turn: { pitch: 0, yaw: 0.5, roll: 0 } }, 'turned')
  check({ turn: { pitch: -0.6, yaw: 0, roll: 0 } }, 'chin')
  check({ width: 0.2, turn: { pitch: 0, yaw: 0.5, roll: 0 } }, 'where-to-stand')
})

test('without a face there is nobody', () => {
  expect(faceHints({ width: 0, turn: FACE.turn }, LIMITS)).toEqual(['nobody'])
})

test('a hint is shown once two frames in a row have said it', () => {
  const settle = steady()
  const shown = (['too-far', 'too-far', undefined, 'too-far', undefined, undefined] as const).map(settle)
  expect(shown).toEqual([undefined, 'too-far', 'too-far', 'too-far', 'too-far', undefined])
})

test('what the first source says comes first, and all are closed', async () => {
  let closed = 0
  const says = (...hints: readonly Hint[]): HintSource => ({
    look: () => Promise.resolve(hints),
    close: () => {
      closed += 1
    },
  })
  const source = allOf([says(), says('blurred'), says('tilted', 'uneven')])
  expect(await source.look(draw())).toEqual(['blurred', 'tilted', 'uneven'])
  source.close()
  expect(closed).toBe(3)
})

test('pixels alone give hints', async () => {
  expect(await pixelHints(LIMITS).look(draw())).toEqual([])
  expect(await pixelHints(LIMITS).look(draw({ light: 0.25 }))).toEqual(['too-dark'])
})

test('of a wide or a tall frame the middle is looked at', () => {
  const { width, height, rgba } = middleOf(draw({ width: 90, height: 160 }), 3 / 4)
  expect([width, height, rgba.length]).toEqual([90, 120, 90 * 120 * 4])
  const wide = middleOf({ width: 4, height: 2, rgba: Array.from({ length: 32 }, (_, at) => at >> 2) }, 1)
  expect(Array.from(wide.rgba).filter((_, at) => at % 4 === 0)).toEqual([1, 2, 5, 6])
  const same = draw()
  expect(middleOf(same, 3 / 4)).toBe(same)
})
