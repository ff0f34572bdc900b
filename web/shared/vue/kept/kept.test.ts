import { expect, test } from 'vitest'

import { keptChoice, keptSwitch } from './kept'
import type { Keeper } from './kept'

function keeperWith(kept: Record<string, unknown> = {}) {
  const keeper: Keeper = {
    read: (name) => kept[name],
    write: (name, value) => {
      kept[name] = value
    },
  }
  return { keeper, kept }
}

const sizeOf = (kept: unknown) => (kept === 'large' ? 'large' : 'small')

test('a choice is what an earlier visit left', () => {
  expect(keptChoice(keeperWith({ size: 'large' }).keeper, 'size', sizeOf).value).toBe('large')
})

test('what makes no sense is not taken over', () => {
  for (const size of ['huge', 3, null, undefined]) {
    expect(keptChoice(keeperWith({ size }).keeper, 'size', sizeOf).value).toBe('small')
  }
})

test('a new choice is kept at once', () => {
  const { keeper, kept } = keeperWith()
  keptChoice(keeper, 'size', sizeOf).value = 'large'
  expect(kept).toEqual({ size: 'large' })
})

test('a switch stands as it is by default until it was touched', () => {
  const { keeper, kept } = keeperWith({ strange: 'on' })
  expect(keptSwitch(keeper, 'strange', true).value).toBe(true)
  const sound = keptSwitch(keeper, 'sound', true)
  expect(sound.value).toBe(true)
  sound.value = false
  expect(kept['sound']).toBe(false)
  expect(keptSwitch(keeper, 'sound', true).value).toBe(false)
})
