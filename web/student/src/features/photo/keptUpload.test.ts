import { afterEach, expect, test, vi } from 'vitest'

import { dropPicture } from '../../lib/keptPictures'
import { keepSession, loseSession } from '../../lib/session'
import { storage } from '../../testing/phone'

import { forgetUpload, keepUpload, keptUpload, pictureOf } from './keptUpload'

vi.mock('../../lib/keptPictures', () => ({ dropPicture: vi.fn(() => Promise.resolve()) }))

const UPLOAD = { degree: 'd', source: 'album', memory: {}, isUnderWay: true } as const

afterEach(() => {
  vi.useRealTimers()
  vi.mocked(dropPicture).mockClear()
})

test('an upload is found again by its degree alone', () => {
  keepUpload(UPLOAD)
  expect(keptUpload('d')).toMatchObject(UPLOAD)
  expect(keptUpload('e')).toBeUndefined()
})

test('a second photo takes the place of the first, and of its picture', () => {
  keepUpload(UPLOAD)
  keepUpload({ ...UPLOAD, degree: 'e' })
  expect(keptUpload('d')).toBeUndefined()
  expect(dropPicture).toHaveBeenCalledWith(pictureOf('d'))
})

test('a session that the service ended leaves what was under way', () => {
  keepUpload(UPLOAD)
  loseSession()
  expect(keptUpload('d')).toBeDefined()
})

test('what is done, a day old, or of somebody who signed out is forgotten with its picture', () => {
  keepUpload(UPLOAD)
  forgetUpload('d')
  expect(keptUpload('d')).toBeUndefined()

  vi.useFakeTimers()
  keepUpload(UPLOAD)
  vi.setSystemTime(Date.now() + 25 * 60 * 60 * 1000)
  expect(keptUpload('d')).toBeUndefined()

  keepUpload(UPLOAD)
  keepSession('')
  expect(storage.has('upload')).toBe(false)
  expect(dropPicture).toHaveBeenCalledTimes(3)
})
