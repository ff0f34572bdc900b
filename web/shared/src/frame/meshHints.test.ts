import { expect, test } from 'vitest'

import { GUIDANCE } from '../../testing/guidance'

import { draw } from './drawn'
import type { MeshFace } from './faceMessages'
import { nextHint } from './hints'
import type { Hint } from './hints'
import { limitsOf } from './limits'
import { hintsOfMesh, meshHints } from './meshHints'

const LIMITS = limitsOf(GUIDANCE)

/** As the drawn good photo reads. */
const FACE: MeshFace = {
  box: { left: 0.33, top: 0.33, width: 0.34, height: 0.3 },
  roll: 0.1,
  yaw: 0,
  pitch: -0.085,
  eyes: [0.36, 0.37],
  mouth: 0.02,
}

function check(face: Partial<MeshFace>, expected: Hint | undefined, widestEyes = 0): void {
  expect(nextHint(hintsOfMesh([{ ...FACE, ...face }], LIMITS, widestEyes))).toBe(expected)
}

test('a face from the front with open eyes and closed lips says nothing', () => {
  check({}, undefined)
})

test('where the face should go', () => {
  check({ box: { left: 0.42, top: 0.37, width: 0.17, height: 0.15 } }, 'too-far')
  check({ box: { left: 0.2, top: 0.26, width: 0.61, height: 0.54 } }, 'too-close')
  check({ box: { left: 0.53, top: 0.33, width: 0.34, height: 0.3 } }, 'off-centre')
  check({ box: { left: 0.33, top: 0.05, width: 0.34, height: 0.3 } }, 'off-centre')
})

test('how the head should turn', () => {
  check({ roll: -14.6 }, 'tilted')
  check({ roll: 4 }, undefined)
  check({ yaw: 0.35 }, 'turned')
  check({ yaw: -0.07 }, undefined)
  check({ pitch: 0.2 }, 'chin')
  check({ pitch: -0.2 }, 'chin')
})

test('what eyes and mouth should do', () => {
  check({ eyes: [0.36, 0.1] }, 'eyes-closed')
  check({ mouth: 0.38 }, 'mouth-open')
})

test('turned and beside the middle is said as the place to stand', () => {
  check({ yaw: 0.35, box: { left: 0.53, top: 0.33, width: 0.34, height: 0.3 } }, 'where-to-stand')
  check({ yaw: 0.35, mouth: 0.38 }, 'turned')
})

test('lids that came down are closed eyes, eyes that are always narrow are not', () => {
  check({ eyes: [0.2, 0.19] }, 'eyes-closed', 0.37)
  check({ eyes: [0.2, 0.19] }, undefined, 0.2)
})

test('faces that are there, and those that only seem to be', () => {
  const small: MeshFace = { ...FACE, box: { left: 0.79, top: 0.25, width: 0.15, height: 0.14 } }
  const tiny: MeshFace = { ...FACE, box: { left: 0.9, top: 0.25, width: 0.05, height: 0.05 } }
  const twice: MeshFace = { ...FACE, box: { left: 0.34, top: 0.33, width: 0.3, height: 0.33 } }
  expect(hintsOfMesh([], LIMITS)).toEqual(['no-face'])
  expect(hintsOfMesh([small, FACE], LIMITS)).toEqual(['several'])
  expect(hintsOfMesh([FACE, tiny], LIMITS)).toEqual([])
  expect(hintsOfMesh([FACE, twice], LIMITS)).toEqual([])
})

test('pixels speak while faces are not looked for, and of light before faces', async () => {
  const dark = draw({ light: 0.25 })
  const without = meshHints(() => Promise.resolve(undefined), LIMITS, () => undefined)
  const nobody = meshHints(() => Promise.resolve([]), LIMITS, () => undefined)
  expect(await without.look(draw())).toEqual([])
  expect(await nobody.look(draw())).toEqual(['no-face'])
  expect(await nobody.look(dark)).toEqual(['too-dark', 'no-face'])
})

test('the eyes of a person are compared with what they were', async () => {
  const answers = [FACE, { ...FACE, eyes: [0.2, 0.19] as const }]
  const source = meshHints(() => Promise.resolve(answers.splice(0, 1)), LIMITS, () => undefined)
  expect(await source.look(draw())).toEqual([])
  expect(await source.look(draw())).toEqual(['eyes-closed'])
})
