import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { clientOf, good, problem } from '@caixiang/shared/testing/client'
import type { Answered } from '@caixiang/shared/testing/client'
import type { LocalFile } from '../../../lib/transport'
import { inScope } from '../../../testing/scope'

import { useExport } from './useExport'

const LOOK = 'GET /api/v1/account/export'
const ASK = 'POST /api/v1/account/export'
const PACKING = { requested_at: '2023-09-10T12:00:00+08:00', ready: null }
const PACKED = { ...PACKING, ready: { address: '/api/v1/files/abc', ends_at: '2023-09-13T12:00:00+08:00' } }

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

function exportWith(answers: Readonly<Record<string, Answered | readonly Answered[]>>) {
  const { api, requests } = clientOf<LocalFile>(answers)
  const lines = () => requests.map(({ method, url }) => `${method} ${url}`)
  return { exporting: inScope(() => useExport(api)), lines }
}

test('what is packed is asked for until it is there, and then no more', async () => {
  const { exporting, lines } = exportWith({
    [ASK]: good(PACKING),
    [LOOK]: [good({ export: null }), good({ export: PACKING }), good({ export: PACKED })],
  })
  await exporting.look()
  expect(exporting.state.value).toBe('none')
  await exporting.ask()
  expect(exporting.state.value).toBe('packing')
  await vi.advanceTimersByTimeAsync(4000)
  expect(exporting.state.value).toBe('ready')
  const asked = lines().length
  await vi.advanceTimersByTimeAsync(60_000)
  expect(lines()).toHaveLength(asked)
})

test('one that is not there any more could not be packed', async () => {
  const { exporting } = exportWith({ [ASK]: good(PACKING), [LOOK]: good({ export: null }) })
  await exporting.ask()
  await vi.advanceTimersByTimeAsync(2000)
  expect(exporting.state.value).toBe('lost')
})

test('a lost connection does not end the waiting, leaving the page does', async () => {
  const { exporting, lines } = exportWith({ [ASK]: good(PACKING), [LOOK]: [undefined, good({ export: PACKING })] })
  await exporting.ask()
  await vi.advanceTimersByTimeAsync(4000)
  expect(lines().filter((line) => line === LOOK)).toHaveLength(2)
  exporting.stop()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(lines().filter((line) => line === LOOK)).toHaveLength(2)
})

test('what the service refuses is shown', async () => {
  const { exporting } = exportWith({ [ASK]: problem(429, 'too-many-requests') })
  await exporting.ask()
  expect(exporting.failure.value).toBeDefined()
  expect(exporting.state.value).toBe('unknown')
})
