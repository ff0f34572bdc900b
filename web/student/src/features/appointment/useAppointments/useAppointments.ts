/** The appointments of one degree: the one that is kept, and the times that can be had. */
import { computed, readonly, shallowReadonly, shallowRef } from 'vue'

import type { Schemas } from '@caixiang/shared/api/types'
import { slotDays } from '@caixiang/shared/appointment/days'
import type { Api } from '../../../lib/api'
import { useAction } from '../../../lib/useAction'

type Degree = Schemas['DegreeView']
type Appointment = Schemas['PlacedAppointmentView']

const DAY_MS = 24 * 60 * 60 * 1000

/** How far ahead is looked, days. */
const AHEAD_DAYS = 14

function isKept({ state }: Appointment): boolean {
  return state === 'booked' || state === 'moved'
}

/** The times of a region's studios from now on. */
function slotsAhead(api: Api, region: string) {
  const from = new Date().toISOString()
  const until = new Date(Date.now() + AHEAD_DAYS * DAY_MS).toISOString()
  return api.GET('/api/v1/regions/{id}/slots', { params: { path: { id: region }, query: { from, until } } })
}

/** Books the slot, or moves the appointment `id` to it. */
function bookOrMove(api: Api, key: string, id: string | undefined, booking: Schemas['Booking']) {
  const header = { 'Idempotency-Key': key }
  if (id === undefined) return api.POST('/api/v1/appointments', { params: { header }, body: booking })
  const { slot } = booking
  return api.POST('/api/v1/appointments/{id}/move', { params: { path: { id }, header }, body: { slot } })
}

/** Everything of the page that the service knows. */
export function useAppointments(api: Api) {
  const degrees = shallowRef<readonly Degree[]>()
  const degree = shallowRef<Degree>()
  const appointments = shallowRef<readonly Appointment[]>([])
  const slots = shallowRef<readonly Schemas['SlotView'][]>()
  const loading = useAction()
  const looking = useAction()
  const changing = useAction()

  const ofDegree = computed(() => appointments.value.filter((each) => each.degree === degree.value?.id))
  /** A seat is kept until the studio has noted whether the student came. */
  const kept = computed(() => ofDegree.value.find(isKept))
  const earlier = computed(() => ofDegree.value.filter((each) => !isKept(each)))
  const hasAttended = computed(() => ofDegree.value.some(({ state }) => state === 'attended'))
  const days = computed(() => (slots.value === undefined ? undefined : slotDays(slots.value, Date.now())))

  /** Reads everything; `wanted` is the id of the degree, or empty for the only one. */
  async function load(wanted: string): Promise<void> {
    const found = await loading.run(() => api.GET('/api/v1/degrees'))
    if (found === undefined) return
    const suitable = found.items.filter(({ state, batch }) => state === 'bound' && batch.mode === 'individual')
    degrees.value = suitable
    const named = found.items.find(({ id, state }) => id === wanted && state === 'bound')
    await choose(named ?? (suitable.length === 1 ? suitable[0] : undefined))
  }

  async function choose(chosen: Degree | undefined): Promise<void> {
    degree.value = chosen
    if (chosen !== undefined) await refresh()
  }

  /** Seats are taken by others all the time. */
  async function refresh(): Promise<void> {
    const { value: chosen } = degree
    if (chosen?.batch.mode !== 'individual') return
    const { region } = chosen.batch
    const mine = await loading.run(() => api.GET('/api/v1/appointments'))
    appointments.value = mine?.items ?? appointments.value
    const found = await looking.run(() => slotsAhead(api, region))
    slots.value = found?.items ?? slots.value
  }

  /** Books the slot, or moves the kept appointment to it; whether it worked. */
  async function take(slot: string): Promise<boolean> {
    const id = kept.value?.id
    const of = degree.value?.id ?? ''
    const done = await changing.run((key) => bookOrMove(api, key, id, { degree: of, slot }))
    // After a refusal too: what was shown is not what there is.
    await refresh()
    return done !== undefined
  }

  async function cancel(): Promise<boolean> {
    const id = kept.value?.id
    if (id === undefined) return false
    const done = await changing.run(() => api.DELETE('/api/v1/appointments/{id}', { params: { path: { id } } }))
    await refresh()
    return done !== undefined
  }

  return {
    degrees: shallowReadonly(degrees),
    degree: shallowReadonly(degree),
    kept,
    earlier,
    hasAttended,
    days,
    isLoading: readonly(loading.busy),
    isLooking: readonly(looking.busy),
    isChanging: readonly(changing.busy),
    failure: computed(() => loading.failure.value ?? looking.failure.value),
    refusal: changing.failure,
    load,
    choose,
    refresh,
    take,
    cancel,
  }
}
