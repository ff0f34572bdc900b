import { describe, expect, test } from 'vitest'

import { GUIDANCE } from '../../testing/guidance'

import { draw } from './drawn'
import type { Drawing } from './drawn'
import { HINTS, PORTRAIT_GUIDE as GUIDE, hintText, hintsFor, nextHint } from './hints'
import type { Hint } from './hints'
import { limitsOf } from './limits'
import { measureFrame } from './statistics'

const LIMITS = limitsOf(GUIDANCE)

function check(drawing: Drawing, expected: Hint | undefined): void {
  const seen = measureFrame(draw(drawing), GUIDE)
  if (seen === undefined) throw new Error('the drawing holds nothing')
  expect(nextHint(hintsFor(seen, LIMITS)), JSON.stringify(seen)).toBe(expected)
}

describe('nothing speaks against the shutter', () => {
  test('in a good frame, whatever the camera gives', () => {
    check({}, undefined)
    check({ width: 180, height: 240 }, undefined)
    check({ width: 720, height: 960 }, undefined)
  })

  test('with dark and with light skin, before white and before grey walls', () => {
    for (const wall of [[214, 216, 214], [236, 232, 224], [150, 150, 150]] as const) {
      check({ skin: [110, 74, 58], wall }, undefined)
      check({ skin: [240, 214, 200], wall }, undefined)
    }
  })

  test('when the head is a little off, turned or near', () => {
    check({ offset: -0.2 }, undefined)
    check({ tilt: 4 }, undefined)
    check({ size: 1.15 }, undefined)
  })

  test('when skin and wall have one colour', () => {
    check({ skin: [214, 214, 212] }, undefined)
  })
})

describe('light', () => {
  test('too little or too much', () => {
    check({ light: 0.25 }, 'too-dark')
    check({ light: 1.5 }, 'too-bright')
  })

  test('from one side, whichever', () => {
    check({ right: 0.55 }, 'uneven')
    check({ light: 0.5, right: 1.7 }, 'uneven')
  })
})

describe('place', () => {
  test('distance', () => {
    check({ size: 0.65 }, 'too-far')
    check({ size: 1.5 }, 'too-close')
  })

  test('beside the middle', () => {
    check({ offset: 0.5 }, 'off-centre')
    check({ offset: -0.5 }, 'off-centre')
  })

  test('turned to either side', () => {
    check({ tilt: 15 }, 'tilted')
    check({ tilt: -15 }, 'tilted')
  })

  test('nobody there', () => {
    check({ empty: true }, 'nobody')
  })
})

test('out of focus', () => {
  check({ blur: 6 }, 'blurred')
  check({ width: 720, height: 960, blur: 12 }, 'blurred')
})

test('a wall full of shelves', () => {
  check({ shelves: true }, 'busy-background')
})

test('what is most pressing comes first', () => {
  check({ light: 0.25, blur: 6 }, 'too-dark')
  check({ size: 0.65, blur: 6 }, 'too-far')
})

describe('several things that a better place puts right are said as the place to stand', () => {
  test('seen by pixels', () => {
    check({ light: 0.37, size: 0.65 }, 'where-to-stand')
    check({ light: 0.25, shelves: true }, 'where-to-stand')
    check({ light: 0.37, offset: 0.5, blur: 6 }, 'where-to-stand')
  })

  test('whatever they are, if they are of two kinds', () => {
    expect(nextHint(['off-centre', 'turned'])).toBe('where-to-stand')
    expect(nextHint(['too-far', 'busy-background'])).toBe('where-to-stand')
    expect(nextHint(['turned', 'eyes-closed', 'uneven'])).toBe('where-to-stand')
  })

  test('not two of one kind, and not what a moment or a steady hand puts right', () => {
    expect(nextHint(['too-far', 'off-centre'])).toBe('too-far')
    expect(nextHint(['too-dark', 'blurred'])).toBe('too-dark')
    expect(nextHint(['turned', 'eyes-closed', 'blurred'])).toBe('turned')
  })

  test('not where no face or another one was measured', () => {
    expect(nextHint(['too-dark', 'no-face', 'busy-background'])).toBe('too-dark')
    expect(nextHint(['several', 'uneven', 'busy-background'])).toBe('several')
  })

  test('the wall in a half of the oval is no uneven light', () => {
    check({ offset: 0.5 }, 'off-centre')
    check({ offset: -0.5, light: 0.8 }, 'off-centre')
  })
})

test('a frame without pixels says nothing', () => {
  expect(measureFrame({ width: 0, height: 0, rgba: [] }, GUIDE)).toBeUndefined()
  expect(measureFrame({ width: 9, height: 9, rgba: new Uint8ClampedArray(8) }, GUIDE)).toBeUndefined()
})

test('hints fit into one line', () => {
  for (const hint of HINTS) {
    const { zh, en } = hintText(hint)
    expect(zh.length).toBeLessThanOrEqual(16)
    expect(en.length).toBeLessThanOrEqual(48)
    expect(zh + en).not.toMatch(/[!！您。]/)
  }
})
