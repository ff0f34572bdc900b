import { expect, test } from 'vitest'

import { clientWith, good, problem } from '@caixiang/shared/testing/client'
import type { Answered } from '@caixiang/shared/testing/client'

import { BYTES_AT_MOST, isSound, useImport } from './useImport'
import type { Chosen, Preview, Reading } from './useImport'

const NOTHING = { items: [], more: 0 }
const SOUND: Preview = { columns: [], sheets: [], errors: NOTHING, warnings: NOTHING, students: 3, new: 2, changed: 0, gone: 1 }
const WRONG: Preview = {
  ...SOUND,
  errors: { items: [{ code: 'number-destroyed', cell: 'A2', text: { zh: '学号', en: 'number' } }], more: 0 },
}
const DONE: Preview = { ...SOUND, imported: { students: 3, new: 1, changed: 0, gone: 0, new_units: 1, new_classes: 0 } }
const READING: Reading = { batch: 'b', school: '10576', mapping: { class: 'D' }, sheet: ' ', keepsOthers: false, headerRow: 2 }
const FILE: Chosen = { name: 'roster.csv', size: 4, bytes: () => Promise.resolve(new ArrayBuffer(4)) }

function importWith(...answers: readonly Answered[]) {
  const { api, requests } = clientWith<Blob>(...answers)
  const roster = useImport({
    apiWith: (onProgress) => {
      onProgress(0.5)
      return api
    },
    onAnswer: () => undefined,
  })
  return { roster, requests }
}

test('a file is checked as it is, and imported once nothing is wrong with it', async () => {
  const { roster, requests } = importWith(good(SOUND), good(DONE))
  const checking = roster.check(FILE, READING)
  expect(roster.state.value.is).toBe('checking')
  expect(roster.isBusy.value).toBe(true)
  await checking
  expect(roster.state.value).toEqual({ is: 'checked', preview: SOUND })
  expect(roster.sent.value).toBe(0.5)
  expect(roster.canImport.value).toBe(true)
  await roster.importFile(FILE, READING)
  expect(roster.state.value.is).toBe('imported')
  expect(roster.canImport.value).toBe(false)
  const query = '?school=10576&header_row=2&columns=class%3AD'
  expect(requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
    `POST /api/v1/batches/b/roster/check${query}`,
    `PUT /api/v1/batches/b/roster${query}`,
  ])
})

test('what is wrong keeps it from being imported', async () => {
  const { roster } = importWith(good(WRONG))
  await roster.check(FILE, READING)
  expect(roster.canImport.value).toBe(false)
  expect([{ ...SOUND, refused: 'encrypted' }, { ...SOUND, students: 0 }, WRONG].map(isSound)).toEqual([false, false, false])
})

test('what is found wrong only while importing is shown like a check', async () => {
  const { roster } = importWith(good(SOUND), good(WRONG))
  await roster.check(FILE, READING)
  await roster.importFile(FILE, READING)
  expect(roster.state.value).toEqual({ is: 'checked', preview: WRONG })
})

test('a refusal and a lost network are failures', async () => {
  for (const answer of [problem(403, 'not-allowed'), undefined]) {
    const { roster } = importWith(answer)
    await roster.check(FILE, READING)
    expect(roster.state.value.is).toBe('failed')
  }
})

test('a file that is too large, or gone, is sent nowhere', async () => {
  const { roster, requests } = importWith(good(SOUND))
  await roster.check({ ...FILE, size: BYTES_AT_MOST + 1 }, READING)
  expect(roster.state.value.is).toBe('too-large')
  await roster.check({ ...FILE, bytes: () => Promise.reject(new Error('gone')) }, READING)
  expect(roster.state.value.is).toBe('unreadable')
  expect(requests).toEqual([])
})

test('an answer about a former file counts for nothing', async () => {
  const { roster } = importWith(good(WRONG))
  const former = roster.check(FILE, READING)
  roster.reset()
  await former
  expect(roster.state.value.is).toBe('empty')
})
