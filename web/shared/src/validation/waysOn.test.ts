import { expect, test } from 'vitest'

import type { ApiError } from '../api/failure'
import type { Schemas } from '../api/types'

import { codesOf, degreeOf, isAboutPicture, waysOn } from './waysOn'

function refused(code: string, members: Record<string, unknown> = {}): ApiError {
  const texts = { type: '', title: '', detail: '', detail_zh: '', detail_en: '', instance: '' }
  // A newer service may send codes that this page does not know.
  return { kind: 'problem', problem: { ...texts, status: 409, code: code as Schemas['ProblemCode'], ...members } }
}

test('every refusal of a collection code leads somewhere', () => {
  const codes = [
    'not-accepting', 'wrong-last-four', 'other-school', 'not-on-roster', 'bound-to-another', 'not-this-person',
    'bound-already', 'too-many-degrees', 'already-at-registry', 'code-unreadable', 'several-codes', 'details-needed',
    'too-large', 'empty-file', 'consent-missing', 'not-signed-in', 'locked', 'too-many', 'invalid',
    'stale', 'unheard-of',
  ]
  for (const code of codes) expect(waysOn(refused(code)), code).not.toHaveLength(0)
  expect(waysOn({ kind: 'no-answer' })).toEqual(['try-again'])
  expect(waysOn({ kind: 'foreign', status: 502 })).toEqual(['try-again'])
})

test('a wrong value leads to its field', () => {
  expect(waysOn(refused('invalid', { field: 'feature_code' }))).toEqual(['feature-code'])
  expect(waysOn(refused('invalid', { field: 'student_number' }))).toEqual(['details'])
})

test('a collection that is over leads to the region, one that pauses can be waited for', () => {
  expect(waysOn(refused('not-accepting'))[0]).toBe('individual')
  expect(waysOn(refused('not-accepting', { from_then: '2026-12-05T00:00:00+08:00' }))[0]).toBe('home')
})

test('a degree that is there already is opened', () => {
  expect(degreeOf(refused('bound-already', { degree: 'x' }))).toBe('x')
  expect(degreeOf(refused('bound-already'))).toBeUndefined()
  expect(degreeOf({ kind: 'no-answer' })).toBeUndefined()
})

test('the codes of a picture that shows several are told in their order', () => {
  expect(codesOf(refused('several-codes', { codes: ['10576 本科 ***1', ''] }))).toEqual(['10576 本科 ***1', ''])
  expect(codesOf(refused('code-unreadable', { codes: ['x'] }))).toEqual([])
  expect(codesOf(refused('several-codes'))).toEqual([])
  expect(codesOf({ kind: 'no-answer' })).toEqual([])
})

test('another picture is asked for only where the picture is to blame', () => {
  expect(isAboutPicture(refused('code-unreadable'))).toBe(true)
  expect(isAboutPicture(refused('wrong-last-four'))).toBe(false)
})
