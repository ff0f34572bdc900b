import { expect, test } from 'vitest'

import { FIRST_BINDINGS } from '../keys'

import { createKeyChoice } from './useKeyChoice'

function opened(kept = new Map<string, unknown>()) {
  const keeper = { read: (name: string) => kept.get(name), write: (name: string, value: unknown) => void kept.set(name, value) }
  return { ...createKeyChoice(keeper), kept }
}

test('a key is chosen, kept, and had back', () => {
  const keys = opened()
  keys.choose('approve', 'KeyK')
  expect(keys.labelOf('approve')).toBe('K')
  const later = opened(keys.kept)
  expect(later.bindings.value).toEqual({ ...FIRST_BINDINGS, approve: 'KeyK' })
  expect(later.isOwn.value).toBe(true)
  later.reset()
  expect(later.bindings.value).toEqual(FIRST_BINDINGS)
  expect(later.isOwn.value).toBe(false)
})

test('a key that is taken is told, and choosing it changes both', () => {
  const keys = opened()
  expect(keys.takenBy('KeyS', 'approve')).toBe('skip')
  expect(keys.takenBy('KeyJ', 'approve')).toBeUndefined()
  keys.choose('approve', 'KeyS')
  expect(keys.bindings.value).toMatchObject({ approve: 'KeyS', skip: 'KeyJ' })
})

test('keys that mean something everywhere are not taken', () => {
  const keys = opened()
  keys.choose('approve', 'Escape')
  expect(keys.bindings.value).toEqual(FIRST_BINDINGS)
})

test('what an earlier visit left in disorder counts for nothing', () => {
  for (const kept of ['approve:KeyR', 'approve:F5', 'nothing', 'other:KeyK']) {
    expect(opened(new Map([['review-keys', kept]])).bindings.value, kept).toEqual(FIRST_BINDINGS)
  }
})
