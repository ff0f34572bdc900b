import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { clientBy, clientOf, good, problem } from '@caixiang/shared/testing/client'
import type { Answered } from '@caixiang/shared/testing/client'
import type { LocalFile } from '../../../lib/transport'
import { inScope } from '../../../testing/scope'

import { useBatch } from './useBatch'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** A batch as far as it is looked at here. */
const batch = (id: string, mode: 'group' | 'individual' = 'group', acceptance = 'open') => ({ id, mode, acceptance })

const CODE = 'ABCD2345'
const BY_CODE = `GET /api/v1/batches/by-code/${CODE}`
const BY_LINK = 'GET /api/v1/links/spring-2026'
const NOT_FOUND = problem(404, 'not-found')

function findingWith(answers: Readonly<Record<string, Answered | readonly Answered[]>>) {
  const { api, requests } = clientOf<LocalFile>(answers)
  return { finding: inScope(() => useBatch(api)), requests }
}

test('a code is looked up once the student pauses', async () => {
  const { finding, requests } = findingWith({ [BY_CODE]: good(batch('1')) })
  finding.type('abcd23')
  finding.type('abcd2345')
  await vi.advanceTimersByTimeAsync(599)
  expect(requests).toHaveLength(0)
  await vi.advanceTimersByTimeAsync(1)
  expect(requests).toHaveLength(1)
  expect(finding.batch.value?.id).toBe('1')
  expect([finding.needsCode.value, finding.isReady.value]).toEqual([false, true])
})

test('half a code is not looked up', async () => {
  const { finding, requests } = findingWith({})
  finding.type('abc')
  await vi.advanceTimersByTimeAsync(5_000)
  expect(requests).toHaveLength(0)
})

test('the batch of a code goes with the code', async () => {
  const { finding } = findingWith({ [BY_CODE]: good(batch('1')) })
  finding.type(CODE)
  await finding.byCode(true)
  finding.type('ABCD234')
  expect(finding.batch.value).toBeUndefined()
  expect(finding.isReady.value).toBe(false)
})

test('the batch of a link stays while its code is typed, which a group wants too', async () => {
  const { finding } = findingWith({
    [BY_LINK]: good({ kind: 'batch', batch: batch('1') }),
    [BY_CODE]: good(batch('1')),
  })
  expect(await finding.enter({ link: 'spring-2026' })).toBe(true)
  expect([finding.needsCode.value, finding.isReady.value]).toEqual([true, false])
  finding.type('ABCD')
  expect(finding.batch.value?.id).toBe('1')
  finding.type(CODE)
  await vi.advanceTimersByTimeAsync(600)
  expect([finding.isOther.value, finding.isReady.value]).toEqual([false, true])
})

test('who goes on alone needs no code', async () => {
  const { finding } = findingWith({ [BY_LINK]: good({ kind: 'batch', batch: batch('1', 'individual') }) })
  await finding.enter({ link: 'spring-2026' })
  expect(finding.isReady.value).toBe(true)
})

test('a batch that takes no photos is shown, and not gone on with', async () => {
  const { finding } = findingWith({ [BY_LINK]: good({ kind: 'batch', batch: batch('1', 'individual', 'over') }) })
  await finding.enter({ link: 'spring-2026' })
  expect(finding.batch.value?.id).toBe('1')
  expect(finding.isReady.value).toBe(false)
})

test('a code of another batch than the link says so, and its batch goes with it', async () => {
  const { finding } = findingWith({
    [BY_LINK]: good({ kind: 'batch', batch: batch('1') }),
    [BY_CODE]: good(batch('2')),
  })
  await finding.enter({ link: 'spring-2026' })
  finding.type(CODE)
  await finding.byCode(true)
  expect([finding.isOther.value, finding.batch.value?.id]).toEqual([true, '2'])
  finding.type('ABCD234')
  expect([finding.isOther.value, finding.batch.value]).toEqual([false, undefined])
})

test('a poster brings link and code, and one answer has all of the first page', async () => {
  const prices = { list: null, can_pay: false }
  const { finding, requests } = findingWith({
    [BY_LINK]: good({ kind: 'batch', batch: batch('1'), is_code_right: true, prices }),
  })
  await finding.enter({ link: 'spring-2026', code: CODE })
  expect(finding.featureCode.value).not.toBe('')
  expect(finding.isReady.value).toBe(true)
  expect(finding.prices.value).toEqual(prices)
  expect(requests.map(({ url }) => url)).toEqual([`/api/v1/links/spring-2026?code=${CODE}`])
})

test('a code that the link does not know is looked up', async () => {
  const { finding, requests } = findingWith({
    [BY_LINK]: good({ kind: 'batch', batch: batch('1'), is_code_right: false, prices: { list: null, can_pay: false } }),
    [BY_CODE]: good(batch('2')),
  })
  await finding.enter({ link: 'spring-2026', code: CODE })
  expect([finding.isOther.value, finding.batch.value?.id, finding.prices.value]).toEqual([true, '2', undefined])
  expect(requests).toHaveLength(2)
})

test('a page that was opened without a link asks nothing', async () => {
  const { finding, requests } = findingWith({})
  expect(await finding.enter({})).toBe(false)
  expect(requests).toHaveLength(0)
})

test('a link of a region without a batch tells its name', async () => {
  const { finding } = findingWith({ [BY_LINK]: good({ kind: 'region', region: { name: '北碚' }, batch: null }) })
  await finding.enter({ link: 'spring-2026' })
  expect(finding.emptyRegion.value).toBe('北碚')
  finding.type('A')
  expect(finding.emptyRegion.value).toBe('')
})

test('a link that leads nowhere is no failure of the network', async () => {
  const { finding } = findingWith({ [BY_LINK]: NOT_FOUND })
  await finding.enter({ link: 'spring-2026' })
  expect([finding.isLinkGone.value, finding.failure.value]).toEqual([true, undefined])
})

test('an unknown code is told apart by who asked for it', async () => {
  const { finding } = findingWith({ [BY_CODE]: NOT_FOUND })
  finding.type(CODE)
  await vi.advanceTimersByTimeAsync(600)
  expect(finding.unknown.value).toMatchObject({ isAsked: false })
  await finding.byCode(true)
  expect(finding.unknown.value).toMatchObject({ isAsked: true })
  finding.type('ABCD234')
  expect(finding.unknown.value).toBeUndefined()
})

test('without an answer the reason is shown', async () => {
  const { finding } = findingWith({ [BY_CODE]: undefined })
  finding.type(CODE)
  await finding.byCode(true)
  expect(finding.failure.value).toEqual({ kind: 'no-answer' })
  expect(finding.busy.value).toBe(false)
})

test('a slow answer never replaces a later one', async () => {
  const waiting: ((answer: Answered) => void)[] = []
  const { api } = clientBy<LocalFile>(() => new Promise((resolve) => waiting.push(resolve)))
  const finding = inScope(() => useBatch(api))
  const first = finding.byLink('one')
  const second = finding.byLink('two')
  waiting[1]?.(good({ kind: 'batch', batch: batch('2') }))
  await second
  waiting[0]?.(good({ kind: 'batch', batch: batch('1') }))
  await first
  expect(finding.batch.value?.id).toBe('2')
})

test('who starts over is asked nothing twice', async () => {
  const { finding, requests } = findingWith({ [BY_CODE]: good(batch('1')) })
  finding.type(CODE)
  finding.forget()
  await vi.advanceTimersByTimeAsync(5_000)
  expect(requests).toHaveLength(0)
  expect([finding.featureCode.value, finding.batch.value]).toEqual(['', undefined])
})

test('a page that is left looks nothing up any more', async () => {
  const { finding, requests } = findingWith({ [BY_CODE]: good(batch('1')) })
  finding.type(CODE)
  finding.leavePage()
  await vi.advanceTimersByTimeAsync(5_000)
  expect(requests).toHaveLength(0)
})
