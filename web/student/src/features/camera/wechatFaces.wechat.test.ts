import { expect, test } from 'vitest'

import { limitsOf } from '@caixiang/shared/frame/limits'
import { pixelHints } from '@caixiang/shared/frame/source'
import { GUIDANCE } from '@caixiang/shared/testing/guidance'
import { answers, calls } from '../../testing/phone'

import { wechatHints } from './wechatFaces'

const LIMITS = limitsOf(GUIDANCE)
const FRAME = { width: 100, height: 100, rgba: new Uint8ClampedArray(40_000) }
const FRONT = { x: 50, y: 45, detectRect: { width: 45, height: 45 }, angleArray: { pitch: 0, yaw: 0, roll: 0 } }

test('an older WeChat has pixels alone', async () => {
  const source = wechatHints(LIMITS)
  expect(source.seesFace).toBeUndefined()
  expect(await source.look(FRAME)).toEqual(await pixelHints(LIMITS).look(FRAME))
})

test('where there are faces, they are asked first', async () => {
  answers.set('initFaceDetect', {}).set('faceDetect', { ...FRONT, x: -1, y: -1 })
  const source = wechatHints(LIMITS)
  expect((await source.look(FRAME))[0]).toBe('nobody')
  const asked = calls.find(([name]) => name === 'faceDetect')?.[1]
  expect(asked).toMatchObject({ width: 100, height: 100, enableAngle: true })
})

test('a detector that does not start leaves it to the pixels', async () => {
  answers.set('faceDetect', { ...FRONT, x: -1, y: -1 })
  const source = wechatHints(LIMITS)
  expect(await source.look(FRAME)).toEqual(await pixelHints(LIMITS).look(FRAME))
  expect(calls.some(([name]) => name === 'faceDetect')).toBe(false)
})

test('closed, the detector stops', () => {
  answers.set('initFaceDetect', {}).set('faceDetect', FRONT)
  wechatHints(LIMITS).close()
  expect(calls.map(([name]) => name)).toContain('stopFaceDetect')
})
