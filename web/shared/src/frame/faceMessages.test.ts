import { expect, test } from 'vitest'

import { readFrameMessage, readLook } from './faceMessages'
import type { MeshFace } from './faceMessages'

const FACE: MeshFace = {
  box: { left: 0.3, top: 0.3, width: 0.3, height: 0.3 },
  roll: 0,
  yaw: 0,
  pitch: 0,
  eyes: [0.3, 0.3],
  mouth: 0,
}

test('a picture is taken when its buffer is as long as it says', () => {
  const look = { kind: 'look', id: 1, width: 2, height: 3, rgba: new ArrayBuffer(24) }
  expect(readLook(look)).toEqual(look)
  expect(readLook({ ...look, rgba: new ArrayBuffer(20) })).toBeUndefined()
  expect(readLook({ ...look, width: 4000, height: 4000 })).toBeUndefined()
  expect(readLook({ ...look, width: 2.5 })).toBeUndefined()
  expect(readLook({ ...look, kind: 'ready' })).toBeUndefined()
  expect(readLook('look')).toBeUndefined()
  expect(readLook(null)).toBeUndefined()
})

test('an answer is taken when all of it is numbers, and nothing else of it is kept', () => {
  const seen = { kind: 'seen', id: 1, faces: [FACE] }
  expect(readFrameMessage(seen)).toEqual(seen)
  expect(readFrameMessage({ kind: 'ready', more: 'than asked' })).toEqual({ kind: 'ready' })
  expect(readFrameMessage({ kind: 'seen', id: 1, faces: [{ ...FACE, name: 'x' }] })).toEqual(seen)
  expect(readFrameMessage({ kind: 'seen', id: 1, faces: [{ ...FACE, roll: '0' }] })).toBeUndefined()
  expect(readFrameMessage({ kind: 'seen', id: 1, faces: [{ ...FACE, mouth: Number.NaN }] })).toBeUndefined()
  expect(readFrameMessage({ kind: 'seen', id: 1, faces: [FACE, FACE, FACE] })).toBeUndefined()
  expect(readFrameMessage({ kind: 'seen', id: 1 })).toBeUndefined()
  expect(readFrameMessage({ kind: 'anything' })).toBeUndefined()
  expect(readFrameMessage(undefined)).toBeUndefined()
})
