import { expect, test } from 'vitest'

import { GUIDANCE } from '../../testing/guidance'

import { draw } from './drawn'
import type { Drawing } from './drawn'
import type { MeshFace } from './faceMessages'
import { hintsFor, nextHint, PORTRAIT_GUIDE } from './hints'
import type { Hint } from './hints'
import { limitsOf } from './limits'
import type { Guidance } from './limits'
import { hintsOfMesh } from './meshHints'
import { faceHints } from './source'
import { measureFrame } from './statistics'

const FACE: MeshFace = {
  box: { left: 0.33, top: 0.33, width: 0.34, height: 0.3 },
  roll: 0,
  yaw: 0,
  pitch: 0,
  eyes: [0.36, 0.37],
  mouth: 0.02,
}

function checkFrame(drawing: Drawing, guidance: Partial<Guidance>, expected: Hint | undefined): void {
  const seen = measureFrame(draw(drawing), PORTRAIT_GUIDE)
  if (seen === undefined) throw new Error('the drawing holds nothing')
  expect(nextHint(hintsFor(seen, limitsOf({ ...GUIDANCE, ...guidance }))), JSON.stringify(seen)).toBe(expected)
}

function checkFace(face: Partial<MeshFace>, guidance: Partial<Guidance>, expected: Hint | undefined): void {
  expect(nextHint(hintsOfMesh([{ ...FACE, ...face }], limitsOf({ ...GUIDANCE, ...guidance })))).toBe(expected)
}

test('where frame and photo are measured alike, a hint comes where the service warns', () => {
  const { maxRoll, maxSideDifference, maxBlownOut, maxSecondFace, minFaceLuma } = limitsOf(GUIDANCE)
  expect([maxRoll, maxSideDifference, maxBlownOut, maxSecondFace, minFaceLuma]).toEqual([5, 18, 0.1, 0.04, 0.2])
})

test('what comes with the face is told between warning and miss', () => {
  const { minEyes, maxMouth, maxYaw, maxPitch } = limitsOf(GUIDANCE)
  expect(minEyes).toBeCloseTo(0.17)
  expect(maxMouth).toBeCloseTo(0.08)
  // Eight degrees, and twenty.
  expect(maxYaw).toBeCloseTo(0.18, 2)
  expect(maxPitch).toBeCloseTo(0.15, 2)
})

test('another standard gives other hints', () => {
  checkFrame({ right: 0.55 }, {}, 'uneven')
  checkFrame({ right: 0.55 }, { cheek_difference: { doubt: 60, miss: 80 } }, undefined)
  checkFace({ roll: 4 }, {}, undefined)
  checkFace({ roll: 4 }, { roll: { doubt: 3, miss: 6 } }, 'tilted')
  checkFace({ mouth: 0.12 }, { mouth_opening: { doubt: 0.2, miss: 0.3 } }, undefined)
})

test('a rule that is not judged gives no hint', () => {
  checkFrame({ light: 0.25 }, { darkness: null }, undefined)
  checkFrame({ blur: 6 }, { judges_sharpness: false }, undefined)
  checkFace({ eyes: [0, 0] }, { eye_openness: null }, undefined)
  checkFace({ mouth: 0.4 }, { mouth_opening: null }, undefined)
  checkFace({ roll: 40, yaw: 1, pitch: 1 }, { roll: null, yaw: null, pitch: null }, undefined)
  const turned = { middle: [0.5, 0.42], width: 0.4, turn: { pitch: 0, yaw: 0.5, roll: 0 } } as const
  expect(faceHints(turned, limitsOf(GUIDANCE))).toEqual(['turned'])
  expect(faceHints(turned, limitsOf({ ...GUIDANCE, yaw: null }))).toEqual([])
})

test('a busy wall is spoken of where walls are judged', () => {
  const seen = measureFrame(draw({ shelves: true }), PORTRAIT_GUIDE)
  if (seen === undefined) throw new Error('the drawing holds nothing')
  expect(hintsFor(seen, limitsOf(GUIDANCE))).toContain('busy-background')
  expect(hintsFor(seen, limitsOf({ ...GUIDANCE, judges_background: false }))).not.toContain('busy-background')
})

test('dark skin before a bright wall is not the dark, the same face before a dim wall is', () => {
  const seen = measureFrame(draw(), PORTRAIT_GUIDE)
  if (seen === undefined) throw new Error('the drawing holds nothing')
  const hints = (wallLightness: number) => hintsFor({ ...seen, faceLuma: 0.25, wallLightness }, limitsOf(GUIDANCE))
  expect(hints(80)).not.toContain('too-dark')
  expect(hints(45)).toContain('too-dark')
})
