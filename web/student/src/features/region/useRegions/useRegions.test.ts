import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { clientBy, good } from '@caixiang/shared/testing/client'
import type { Answered } from '@caixiang/shared/testing/client'
import type { LocalFile } from '../../../lib/transport'
import { inScope } from '../../../testing/scope'

import { useRegions } from './useRegions'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('a pause in typing looks once', async () => {
  const { api, requests } = clientBy<LocalFile>(() => good({ items: [{ id: 'r' }] }))
  const { type, regions, foundFor } = inScope(() => useRegions(api))
  type('北')
  type(' 北碚 ')
  await vi.advanceTimersByTimeAsync(400)
  expect(requests.map(({ url }) => decodeURIComponent(url))).toEqual(['/api/v1/regions?query=北碚'])
  expect([regions.value?.length, foundFor.value]).toEqual([1, '北碚'])
})

test('a slow answer never replaces a later one', async () => {
  const waiting: ((answer: Answered) => void)[] = []
  const { api } = clientBy<LocalFile>(() => new Promise((resolve) => waiting.push(resolve)))
  const { search, regions } = inScope(() => useRegions(api))
  const first = search()
  const second = search()
  waiting[1]?.(good({ items: [{ id: 'second' }] }))
  await second
  waiting[0]?.(good({ items: [{ id: 'first' }] }))
  await first
  expect(regions.value).toEqual([{ id: 'second' }])
})

test('without an answer the last regions stay', async () => {
  const answers = [good({ items: [{ id: 'r' }] }), undefined]
  const { api } = clientBy<LocalFile>((_, at) => answers[at])
  const { search, regions, failure, busy } = inScope(() => useRegions(api))
  await search()
  await search()
  expect([regions.value?.length, failure.value, busy.value]).toEqual([1, { kind: 'no-answer' }, false])
})
