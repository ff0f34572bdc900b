import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { effectScope } from 'vue'

import { clientOf, good, problem } from '@caixiang/shared/testing/client'
import type { Keeper } from '@caixiang/shared/vue/kept/kept'
import { OPERATOR, signedIn } from '../../../testing'
import { createSession } from '../useSession/useSession'

import { createLock } from './useLock'

const SIGNED_IN = good({ staff: OPERATOR, expires_at: '2026-11-26T00:43:39+08:00', is_new_device: false })
const MINUTE = 60_000

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** The browser's storage: its tabs read the same. */
function browser() {
  const kept = new Map<string, string | boolean>()
  const tabs = new Set<() => void>()
  const keeperOf = (self: () => void): Keeper => ({
    read: (name) => kept.get(name),
    write: (name, value) => {
      kept.set(name, value)
      for (const tab of tabs) if (tab !== self) tab()
    },
  })
  return { kept, tabs, keeperOf }
}

async function tabOf({ tabs, keeperOf }: ReturnType<typeof browser>, answers: Parameters<typeof clientOf>[0] = {}) {
  const { api, requests } = clientOf<Blob>({
    'GET /api/v1/staff/me': good(OPERATOR),
    'GET /api/v1/sessions': good([signedIn({ id: 'before', is_current: true })]),
    'DELETE /api/v1/sessions/before': { status: 204 },
    'DELETE /api/v1/session': { status: 204 },
    'POST /api/v1/staff/sign-in': SIGNED_IN,
    ...answers,
  })
  const session = createSession(api)
  const scope = effectScope()
  let told = (): void => undefined
  const self = (): void => { told() }
  const lock = scope.run(() =>
    createLock({ api, session, keeper: keeperOf(self), onOtherTab: (tell) => {
      told = tell
      tabs.add(self)
      return () => tabs.delete(self)
    } }),
  )
  if (lock === undefined) throw new Error('the scope is over')
  await session.find()
  return { lock, session, requests, close: () => { scope.stop() } }
}

function touch(): void {
  document.dispatchEvent(new Event('pointermove'))
}

test('after a quarter of an hour without a hand the pages are covered', async () => {
  const { lock, close } = await tabOf(browser())
  vi.advanceTimersByTime(14 * MINUTE)
  touch()
  vi.advanceTimersByTime(14 * MINUTE)
  expect(lock.isLocked.value).toBe(false)
  vi.advanceTimersByTime(2 * MINUTE)
  expect(lock.isLocked.value).toBe(true)
  close()
})

test('a hand in one tab keeps the others open, and one cover covers all', async () => {
  const shared = browser()
  const one = await tabOf(shared)
  const other = await tabOf(shared)
  one.lock.lock()
  expect(other.lock.isLocked.value).toBe(true)
  await other.lock.unlock('operator', 'right')
  expect(one.lock.isLocked.value).toBe(false)
  one.close()
  other.close()
})

test('a machine that slept is covered before the hand that wakes it counts', async () => {
  const { lock, close } = await tabOf(browser())
  // No timer runs while it sleeps.
  vi.setSystemTime(Date.now() + 60 * MINUTE)
  touch()
  expect(lock.isLocked.value).toBe(true)
  close()
})

test('what was covered is covered after a reload, and after hours without one', async () => {
  const shared = browser()
  const first = await tabOf(shared)
  first.lock.lock()
  first.close()
  const second = await tabOf(shared)
  expect(second.lock.isLocked.value).toBe(true)
  second.lock.open()
  second.close()
  vi.setSystemTime(Date.now() + 120 * MINUTE)
  const third = await tabOf(shared)
  expect(third.lock.isLocked.value).toBe(true)
  third.close()
})

test('unlocking is signing in anew; the session that was covered ends', async () => {
  const { lock, requests, close } = await tabOf(browser())
  lock.lock()
  expect(await lock.unlock('operator', 'right')).toBeUndefined()
  expect(lock.isLocked.value).toBe(false)
  expect(requests.at(-1)).toMatchObject({ method: 'DELETE', url: '/api/v1/sessions/before' })
  close()
})

test('a wrong password leaves everything covered', async () => {
  const { lock, requests, close } = await tabOf(browser(), { 'POST /api/v1/staff/sign-in': problem(401, 'wrong-credentials') })
  lock.lock()
  expect(await lock.unlock('operator', 'wrong')).toBeDefined()
  expect(lock.isLocked.value).toBe(true)
  expect(requests.filter(({ method }) => method === 'DELETE')).toEqual([])
  close()
})

test('leaving uncovers: there is nothing to see', async () => {
  const { lock, session, close } = await tabOf(browser())
  lock.lock()
  await session.signOut()
  expect(lock.isLocked.value).toBe(false)
  close()
})
