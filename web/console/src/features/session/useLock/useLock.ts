/**
 * Covers the pages of who has gone away from the screen, in every tab of the browser, until the password is typed. It keeps
 * passers-by from reading and pressing; against who has the machine the service ends sessions by itself.
 */
import { inject, onScopeDispose, readonly, ref, shallowRef, watch } from 'vue'
import type { InjectionKey, Ref } from 'vue'

import type { ApiError } from '@caixiang/shared/api/failure'
import { keptChoice } from '@caixiang/shared/vue/kept/kept'
import type { Keeper } from '@caixiang/shared/vue/kept/kept'
import type { Api } from '../../../lib/api'
import type { Session } from '../useSession/useSession'

/** After how many minutes without a hand on the machine; there is no "never". */
export const LOCK_MINUTES = ['5', '15', '30', '60'] as const

export type LockMinutes = (typeof LOCK_MINUTES)[number]

const BY_DEFAULT: LockMinutes = '15'

const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const

const MINUTE_MS = 60_000

/** Between two looks at the clock. */
const LOOK_MS = 5_000

/** How often other tabs are told that somebody is here. */
const TELL_MS = 5_000

/** Names under which tabs tell each other. */
const LOCKED = 'locked'
const TOUCHED = 'touched'

interface Settings {
  readonly api: Api
  readonly session: Session
  readonly keeper: Keeper
  /** Tells when another tab of the browser has written. */
  readonly onOtherTab: (told: () => void) => () => void
}

function isMinutes(kept: unknown): kept is LockMinutes {
  return LOCK_MINUTES.some((minutes) => minutes === kept)
}

/** When a hand was on the machine last, in whichever tab. */
function createTouches(keeper: Keeper) {
  let ownMs = Date.now()
  let toldMs = 0

  function lastMs(): number {
    const told = Number(keeper.read(TOUCHED))
    // What lies in the future was written by a clock that was wrong.
    return Number.isFinite(told) && told <= Date.now() ? Math.max(ownMs, told) : ownMs
  }

  function touch(): void {
    ownMs = Date.now()
    if (ownMs - toldMs < TELL_MS) return
    toldMs = ownMs
    keeper.write(TOUCHED, String(ownMs))
  }

  /** What an earlier visit left counts: the page was opened again by whoever sits there now. */
  function recall(): void {
    const told = Number(keeper.read(TOUCHED))
    if (Number.isFinite(told) && told > 0 && told <= Date.now()) ownMs = told
  }

  return { lastMs, touch, recall }
}

/**
 * Signs in anew: the service looks at the password, counts wrong ones, and asks for a second factor where there is one. The
 * session that was covered ends, or each unlocking would leave one behind.
 */
async function replaceSession(
  { api, session }: Pick<Settings, 'api' | 'session'>,
  typed: string,
  password: string,
  secondFactor?: string,
): Promise<ApiError | undefined> {
  const { data } = await api.GET('/api/v1/sessions')
  const before = data?.find(({ is_current }) => is_current)?.id
  const error = await session.signIn(typed, password, secondFactor)
  if (error !== undefined) return error
  if (before !== undefined) await api.DELETE('/api/v1/sessions/{id}', { params: { path: { id: before } } })
  return undefined
}

/** Makes the one lock of the page. */
export function createLock({ api, session, keeper, onOtherTab }: Settings) {
  const minutes = keptChoice<LockMinutes>(keeper, 'lock-minutes', (kept) => (isMinutes(kept) ? kept : BY_DEFAULT))
  const isLocked = ref(keeper.read(LOCKED) === true)
  const login = shallowRef<string>()
  const touches = createTouches(keeper)
  touches.recall()

  function set(locked: boolean): void {
    isLocked.value = locked
    keeper.write(LOCKED, locked)
  }

  function lock(): void {
    if (session.staff.value !== undefined) set(true)
  }

  function isDue(): boolean {
    return Date.now() - touches.lastMs() >= Number(minutes.value) * MINUTE_MS
  }

  function look(): void {
    if (!isLocked.value && isDue()) lock()
  }

  /** Whoever wakes a sleeping machine is not known: the clock comes first, the hand afterwards. */
  function touch(): void {
    look()
    if (!isLocked.value) touches.touch()
  }

  /** Somebody has proved who it is. */
  function open(): void {
    touches.touch()
    set(false)
  }

  /** Signs in anew, and uncovers. */
  async function unlock(typed: string, password: string, secondFactor?: string): Promise<ApiError | undefined> {
    const error = await replaceSession({ api, session }, typed, password, secondFactor)
    if (error !== undefined) return error
    login.value = typed
    open()
    return undefined
  }

  const timer = setInterval(look, LOOK_MS)
  for (const sign of SIGNS) document.addEventListener(sign, touch, { passive: true, capture: true })
  const leave = onOtherTab(() => {
    isLocked.value = keeper.read(LOCKED) === true
  })
  // Nobody is signed in: there is nothing to cover. Somebody comes back: what was covered is covered still.
  watch(session.staff, (somebody, before) => {
    if (somebody === undefined && before !== undefined) set(false)
    else if (somebody !== undefined) look()
  }, { flush: 'sync' })
  onScopeDispose(() => {
    clearInterval(timer)
    leave()
    for (const sign of SIGNS) document.removeEventListener(sign, touch, { capture: true })
  })

  return {
    isLocked: readonly(isLocked) as Readonly<Ref<boolean>>,
    minutes,
    /** The login that was typed in this tab; after a reload it has to be typed again. */
    login,
    lock,
    open,
    unlock,
  }
}

export type Lock = ReturnType<typeof createLock>

export const LOCK: InjectionKey<Lock> = Symbol('lock')

/** The lock, within a component. */
export function useLock(): Lock {
  const lock = inject(LOCK)
  if (lock === undefined) throw new Error('the page was mounted without a lock')
  return lock
}
