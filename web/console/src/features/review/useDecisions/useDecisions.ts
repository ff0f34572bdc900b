/**
 * Decisions on their way: sent in the background, told as done once the service has them, taken back for half a
 * minute, and sent again when the network was gone. None happens twice: each has one key for all its tries.
 */
import { computed, shallowReadonly, shallowRef } from 'vue'

import { hasCode, isPassing } from '@caixiang/shared/api/failure'
import type { ApiError } from '@caixiang/shared/api/failure'
import { newKey } from '@caixiang/shared/api/writes'
import type { Api } from '../../../lib/api'
import { bodyOf, isDecided, isToRead, isUnsent } from '../decision'
import type { Decided, DecisionItem } from '../decision'
import { arrivedMs } from '../meanwhile'

import type { KeptDecisions } from './keptDecisions'

/** How long the service holds a decision. */
const HELD_MS = 30_000

/** Between two looks at the clock. */
const LOOK_MS = 500

/** Pauses between tries, the last one for ever. */
const PAUSES_MS = [2_000, 4_000, 8_000, 15_000, 30_000]

/** How many the strip shows of those that are over. */
const SHOWN = 12

interface Settings {
  readonly api: Api
  /** Name of who decides, as colleagues are told it. */
  readonly name: string
  readonly isOver: (error: ApiError | undefined) => boolean
  /** Whether requests still go in the name of who decided; nothing where that could not be found out. */
  readonly isOwner: () => Promise<boolean | undefined>
  readonly kept: KeptDecisions
}

/** Told of each decision that the service has, has taken back, has refused, or has not taken back. */
type Listener = (item: DecisionItem) => void

type Change = Partial<Pick<DecisionItem, 'state' | 'isUnknown' | 'wantsUndo' | 'untilMs' | 'failure' | 'isRead'>>

/** What is known of the decisions, newest first. */
function createList(kept: KeptDecisions) {
  const items = shallowRef<readonly DecisionItem[]>(kept.read())
  const listeners = new Set<Listener>()
  let isClosed = false

  function set(next: readonly DecisionItem[]): void {
    const isGoing = (item: DecisionItem) => isUnsent(item) || item.state === 'held' || item.state === 'undoing'
    items.value = next.filter((item, at) => at < SHOWN || isGoing(item) || isToRead(item))
    // After it is closed another list may have taken over what is kept.
    if (!isClosed) kept.write(items.value)
  }

  function close(): void {
    isClosed = true
    listeners.clear()
  }

  function change(key: string, to: Change): DecisionItem | undefined {
    set(items.value.map((item) => (item.key === key ? { ...item, ...to } : item)))
    return items.value.find((item) => item.key === key)
  }

  /** Changes it, and tells who listens. */
  function tell(key: string, to: Change): void {
    const item = change(key, to)
    if (item !== undefined) for (const listener of listeners) listener(item)
  }

  return {
    items,
    find: (key: string) => items.value.find((item) => item.key === key),
    add: (item: DecisionItem) => {
      set([item, ...items.value])
    },
    change,
    tell,
    listeners,
    close,
    isClosed: () => isClosed,
  }
}

type List = ReturnType<typeof createList>

/** Whether the same request may succeed later, or has perhaps arrived. */
function isOpen(error: ApiError): boolean {
  return (
    error.kind !== 'problem' || isPassing(error) || hasCode(error, 'request-in-progress') || hasCode(error, 'not-signed-in')
  )
}

/** Until when it can be taken back, by this browser's clock, which may be wrong by hours. */
function undoUntil(settlesAt: string, askedMs: number, isUnknown: boolean): number {
  const settlesMs = Date.parse(settlesAt)
  if (isUnknown || settlesMs > Date.now()) return Math.min(settlesMs, askedMs + HELD_MS)
  return askedMs + HELD_MS
}

function createSending({ api, name, isOver, isOwner }: Settings, list: List) {
  /** Sends one; whether the next one may be sent. */
  async function send(key: string): Promise<boolean> {
    const item = list.find(key)
    if (item === undefined) return true
    list.change(key, { state: 'sending' })
    // Nobody's decision is sent in another's name, however late its turn comes.
    if ((await isOwner()) !== true || list.isClosed()) {
      list.change(key, { state: 'waiting' })
      return false
    }
    const askedMs = Date.now()
    const { data, error } = await api.POST('/api/v1/submissions/{id}/decision', {
      params: { path: { id: item.submission }, header: { 'Idempotency-Key': key } },
      body: bodyOf(item),
    })
    // Whoever is signed in by now has another session.
    if (!list.isClosed()) isOver(error)
    if (data !== undefined) {
      arrived(key, undoUntil(data.settles_at, askedMs, item.isUnknown))
      return true
    }
    if (isOpen(error)) {
      list.change(key, { state: 'waiting', isUnknown: item.isUnknown || error.kind !== 'problem', failure: error })
      return false
    }
    const atMs = item.isUnknown ? arrivedMs(error, item.decision, name) : undefined
    if (atMs === undefined) list.tell(key, { state: 'refused', failure: error })
    else arrived(key, atMs + HELD_MS)
    return true
  }

  function arrived(key: string, untilMs: number): void {
    list.tell(key, { state: untilMs > Date.now() ? 'held' : 'settled', untilMs, isUnknown: false, failure: undefined })
  }

  return send
}

/** Sends what waits, one after the other, with longer and longer pauses while nothing gets through. */
function createRetrying(list: List, send: (key: string) => Promise<boolean>) {
  let timer: ReturnType<typeof setTimeout> | undefined
  let failures = 0
  let isFlushing = false

  function stop(): void {
    clearTimeout(timer)
  }

  function later(): void {
    stop()
    if (list.isClosed()) return
    timer = setTimeout(() => void flush(), PAUSES_MS[Math.min(failures, PAUSES_MS.length - 1)])
    failures += 1
  }

  async function flush(): Promise<void> {
    if (isFlushing || list.isClosed()) return
    isFlushing = true
    stop()
    // The oldest first.
    const next = () => list.items.value.filter(({ state }) => state === 'waiting').at(-1)
    for (let item = next(); item !== undefined; item = next()) {
      if (!(await send(item.key))) {
        // Without a session nothing gets through until somebody signs in, and comes back.
        if (!hasCode(list.find(item.key)?.failure, 'not-signed-in')) later()
        break
      }
      failures = 0
    }
    isFlushing = false
  }

  return { flush, later, stop }
}

function createUndoing({ api, isOver }: Settings, list: List) {
  /** Takes one back; why that did not work. */
  return async function undo(key: string): Promise<ApiError | undefined> {
    const item = list.find(key)
    if (item === undefined) return undefined
    if (isUnsent(item)) {
      const isHere = item.state === 'waiting' && !item.isUnknown
      // What may be under way is taken back as soon as it is known to be there.
      if (isHere) list.tell(key, { state: 'undone' })
      else list.change(key, { wantsUndo: true })
      return undefined
    }
    if (item.state !== 'held') return undefined
    // Once: what is refused is told, and tried again when somebody asks.
    list.change(key, { state: 'undoing', wantsUndo: false })
    const params = { path: { id: item.submission } }
    const { error } = await api.DELETE('/api/v1/submissions/{id}/decision', { params })
    isOver(error)
    if (error === undefined || (await isBackAlready(item, error))) {
      list.tell(key, { state: 'undone', failure: undefined })
      return undefined
    }
    const failed = { failure: error, isRead: false }
    if (isOpen(error)) list.tell(key, { ...failed, state: 'held', isUnknown: error.kind !== 'problem' })
    else list.tell(key, { ...failed, state: 'settled' })
    return error
  }

  /** An earlier try, of which no answer came, may have taken it back: then the photo can be taken in hand. */
  async function isBackAlready({ submission, round, isUnknown }: DecisionItem, error: ApiError): Promise<boolean> {
    if (!isUnknown || !hasCode(error, 'undo-over')) return false
    const claimed = await api.PUT('/api/v1/submissions/{id}/claim', { params: { path: { id: submission } }, body: { round } })
    return claimed.error === undefined
  }
}

/** Follows the clock while something can be taken back. */
function createClock(list: List) {
  const nowMs = shallowRef(Date.now())
  let timer: ReturnType<typeof setInterval> | undefined

  function look(): void {
    nowMs.value = Date.now()
    const held = list.items.value.filter(({ state }) => state === 'held')
    for (const { key, untilMs = 0 } of held) {
      if (untilMs <= nowMs.value) list.change(key, { state: 'settled' })
    }
    if (held.length === 0) stop()
  }

  function start(): void {
    look()
    timer ??= setInterval(look, LOOK_MS)
  }

  function stop(): void {
    clearInterval(timer)
    timer = undefined
  }

  return { nowMs, start, stop }
}

/** Makes the decisions of who is signed in; those that an earlier page left are sent at once. */
export function createDecisions(settings: Settings) {
  const list = createList(settings.kept)
  const send = createSending(settings, list)
  const { flush, later, stop } = createRetrying(list, send)
  const undo = createUndoing(settings, list)
  const clock = createClock(list)

  list.listeners.add(({ key, state, wantsUndo }) => {
    if (state !== 'held') return
    clock.start()
    if (wantsUndo) void undo(key)
  })

  // An undo that did not get through before a reload may be tried again in time.
  if (list.items.value.some(({ state }) => state === 'held')) clock.start()

  /** Takes a decision on its way, unless that photo has one already. */
  function add(decided: Decided): void {
    if (list.isClosed()) return
    const isSame = (item: DecisionItem) => item.submission === decided.submission && item.photo === decided.photo
    if (list.items.value.some((item) => isSame(item) && isDecided(item))) return
    const isBlocked = list.items.value.some(({ state }) => state === 'waiting')
    const key = newKey()
    const fresh = { isUnknown: false, wantsUndo: false, untilMs: undefined, failure: undefined, isRead: false }
    list.add({ ...decided, ...fresh, key, state: isBlocked ? 'waiting' : 'sending' })
    // While others wait, the network is gone: one of them finds out when it is back.
    if (!isBlocked) void send(key).then((isThrough) => { if (!isThrough) later() })
  }

  /** Takes back the newest one that can be; the one that it was. */
  function undoLast(): DecisionItem | undefined {
    const last = list.items.value.find((item) => item.state === 'held' || (isUnsent(item) && !item.wantsUndo))
    if (last !== undefined) void undo(last.key)
    return last
  }

  /** Listens until the returned function is called. */
  function listen(listener: Listener): () => void {
    list.listeners.add(listener)
    return () => list.listeners.delete(listener)
  }

  /** Ends it, where somebody else is signed in: nothing more is sent, and what is unsent stays kept. */
  function close(): void {
    list.close()
    stop()
    clock.stop()
  }

  return {
    /** Newest first. */
    items: shallowReadonly(list.items),
    /** How many wait for the network. */
    waiting: computed(() => list.items.value.filter(({ state }) => state === 'waiting').length),
    unsent: computed(() => list.items.value.filter(isUnsent)),
    /** What did not go as its reviewer thinks, until that is read. */
    toRead: computed(() => list.items.value.filter(isToRead)),
    nowMs: clock.nowMs,
    add,
    undo,
    undoLast,
    flush,
    listen,
    read: (key: string) => { list.change(key, { isRead: true }) },
    close,
  }
}

export type Decisions = ReturnType<typeof createDecisions>
