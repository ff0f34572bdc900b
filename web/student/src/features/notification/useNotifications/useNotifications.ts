/**
 * The student's messages, newest first, part by part. What was shown is read; it keeps its mark of news until the page is
 * left.
 */
import { computed, readonly, shallowReadonly, shallowRef } from 'vue'
import type { ShallowRef } from 'vue'

import type { Schemas } from '@caixiang/shared/api/types'
import { known } from '@caixiang/shared/text/known'
import type { Action } from '@caixiang/shared/vue/useAction/useAction'
import type { Api } from '../../../lib/api'
import { onNetworkReturn } from '../../../lib/network'
import { useAction } from '../../../lib/useAction'

type Message = Schemas['NotificationView']

/** How many come at a time. */
const PART = 20

/** Where a message leads. Home shows what is to be done as its button. */
const LEADS_TO: Readonly<Record<Message['kind'], 'appointments' | 'contact' | 'history' | 'home' | 'order' | 'prints'>> = {
  'photo-ready': 'home',
  'photo-unusable': 'home',
  submitted: 'history',
  rejected: 'home',
  approved: 'history',
  corrected: 'history',
  'closes-soon': 'home',
  'replace-soon': 'home',
  expired: 'home',
  'degree-released': 'home',
  'claim-upheld': 'home',
  'claim-declined': 'home',
  'at-registry': 'home',
  'registry-refused': 'home',
  'registry-mismatch': 'home',
  'appointment-set': 'appointments',
  'appointment-cancelled': 'appointments',
  'payment-arrived': 'order',
  'refund-done': 'order',
  'refund-declined': 'order',
  'refund-given-up': 'order',
  'invoice-issued': 'order',
  'enquiry-answered': 'contact',
  'prints-shipped': 'prints',
  'prints-at-school': 'prints',
}

/** The page that a message is about, for a tab or another page. */
export function pageOf({ kind, subject_kind: about, subject_id: id }: Message): string {
  if (about === 'appointment') return '/pages/appointments/appointments'
  switch (known(LEADS_TO, kind)) {
    case 'appointments':
      return '/pages/appointments/appointments'
    case 'contact':
      return '/pages-sub/contact/contact'
    case 'history':
      return `/pages/history/history?submission=${id}`
    case 'order':
      return `/pages-sub/order/order?order=${id}`
    case 'prints':
      return '/pages-sub/extra-prints/extra-prints'
    case 'home':
    case undefined:
      return '/pages/home/home'
  }
}

export function useNotifications(api: Api) {
  const messages = shallowRef<readonly Message[]>()
  const unread = shallowRef(0)
  const next = shallowRef<string>()
  const loading = useAction()
  const { fresh, markFresh, leave } = useMarks(() => messages.value ?? [])
  const { marking, readShown } = useReading(api, messages, unread)

  /** Unread messages of later parts, which nobody was shown. */
  const unreadFurther = computed(() => Math.max(0, unread.value - unreadOf(messages.value)))
  /** How many were new when the page was opened. */
  const newCount = computed(() => unreadFurther.value + (messages.value ?? []).filter(({ id }) => fresh.value.has(id)).length)

  async function load(): Promise<void> {
    const found = await loading.run(() => api.GET('/api/v1/notifications', { params: { query: { limit: PART } } }))
    if (found === undefined) return
    messages.value = found.items
    unread.value = found.unread
    next.value = found.next ?? undefined
    markFresh(found.items)
  }

  async function loadMore(): Promise<void> {
    const { value: after } = next
    if (after === undefined) return
    const query = { limit: PART, after }
    const found = await loading.run(() => api.GET('/api/v1/notifications', { params: { query } }))
    if (found === undefined) return
    messages.value = [...(messages.value ?? []), ...found.items]
    next.value = found.next ?? undefined
    markFresh(found.items)
  }

  /** Later parts too, which are looked up until none is new. */
  async function readAll(): Promise<void> {
    while (await readShown(marking)) {
      if (unread.value === 0 || next.value === undefined) return
      const before = messages.value?.length
      await loadMore()
      if (messages.value?.length === before) return
    }
  }

  onNetworkReturn(() => void readShown())

  return {
    messages: shallowReadonly(messages),
    fresh: readonly(fresh),
    newCount,
    unreadFurther,
    hasMore: computed(() => next.value !== undefined),
    isLoading: loading.busy,
    loadFailure: loading.failure,
    isMarking: marking.busy,
    markFailure: marking.failure,
    load,
    loadMore,
    leave,
    readShown,
    readAll,
  }
}

/** Which messages were new when they were shown: they stay so until the page is left. */
function useMarks(shown: () => readonly Message[]) {
  const fresh = shallowRef<ReadonlySet<string>>(new Set())

  function markFresh(items: readonly Message[]): void {
    fresh.value = new Set([...fresh.value, ...items.filter(isUnread).map(({ id }) => id)])
  }

  /** The page is left: what was read loses its mark. */
  function leave(): void {
    fresh.value = new Set(shown().filter(isUnread).map(({ id }) => id))
  }

  return { fresh, markFresh, leave }
}

/** Tells the service what was read. */
function useReading(api: Api, messages: ShallowRef<readonly Message[] | undefined>, unread: ShallowRef<number>) {
  const marking = useAction()
  // Nobody has asked for it: what does not arrive is said again later, and to nobody.
  const quietly = useAction({ isQuiet: true })

  /** Marks a message as read; whether it is. */
  async function markRead({ id }: Message, action: Action): Promise<boolean> {
    const read = await action.run((key) =>
      api.POST('/api/v1/notifications/{id}/read', {
        params: { path: { id }, header: { 'Idempotency-Key': key } },
      }),
    )
    if (read === undefined) return false
    // Told twice, it counts once.
    const before = unreadOf(messages.value)
    messages.value = messages.value?.map((message) => (message.id === id ? read : message))
    unread.value = Math.max(0, unread.value - before + unreadOf(messages.value))
    return true
  }

  /** Marks what is shown as read, one by one, as the service takes them; whether all of it is. */
  async function readShown(action: Action = quietly): Promise<boolean> {
    for (;;) {
      const message = messages.value?.find(isUnread)
      if (message === undefined) return true
      if (!(await markRead(message, action))) return false
    }
  }

  return { marking, readShown }
}

function isUnread({ read_at }: Message): boolean {
  return !read_at
}

function unreadOf(messages: readonly Message[] | undefined): number {
  return (messages ?? []).filter(isUnread).length
}
