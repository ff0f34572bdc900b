import { describe, expect, test } from 'vitest'

import { codeToSend, readDraft, stepToResume } from './draft'
import type { DegreeDraft, DegreeStep } from './draft'

const NOW = Date.parse('2026-11-25T12:00:00+08:00')
const DAY_MS = 24 * 60 * 60 * 1000

const draft: DegreeDraft = { step: 'code', featureCode: 'J9VG24', slug: 'demo-group', savedAtMs: NOW - DAY_MS }

describe('a draft', () => {
  test('is what was kept', () => {
    expect(readDraft({ ...draft }, NOW)).toEqual(draft)
    expect(readDraft({ ...draft, slug: '', featureCode: '' }, NOW)).toMatchObject({ slug: '' })
  })

  test('loses what does not belong in it', () => {
    expect(readDraft({ ...draft, lastFour: '002X' }, NOW)).toEqual(draft)
  })

  test('is forgotten after a week', () => {
    expect(readDraft({ ...draft, savedAtMs: NOW - 8 * DAY_MS }, NOW)).toBeUndefined()
    expect(readDraft({ ...draft, savedAtMs: NOW + 8 * DAY_MS }, NOW)).toBeUndefined()
  })

  test('is nothing else', () => {
    const others = ['', null, undefined, 7, {}, { ...draft, step: 'photo' }, { ...draft, slug: '../x' }, { ...draft, featureCode: 4 }]
    for (const other of others) expect(readDraft(other, NOW), JSON.stringify(other)).toBeUndefined()
  })
})

test('is resumed where everything before is complete', () => {
  const check = (kept: DegreeStep, known: [boolean, boolean, boolean], expected: DegreeStep) => {
    const [isOpen, hasCode, hasLastFour] = known
    expect(stepToResume(kept, { isOpen, hasCode, hasLastFour })).toBe(expected)
  }
  check('code', [true, true, true], 'code')
  check('code', [true, true, false], 'last-four')
  check('last-four', [true, true, false], 'last-four')
  check('code', [true, false, true], 'batch')
  check('code', [false, true, true], 'batch')
  check('batch', [true, true, true], 'batch')
})

test('a feature code is sent to group batches alone', () => {
  expect(codeToSend('group', ' j9vg24 ')).toBe('j9vg24')
  expect(codeToSend('individual', 'J9VG24')).toBeUndefined()
  expect(codeToSend('group', 'J9')).toBeUndefined()
})
