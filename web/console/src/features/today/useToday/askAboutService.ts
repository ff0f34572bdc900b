/** What waits about the service, prints and appointments, asked for as far as the person may ask. */
import { hasCode } from '@caixiang/shared/api/failure'
import type { ApiError } from '@caixiang/shared/api/failure'
import type { Api } from '../../../lib/api'
import { dayOf } from '../../../lib/chinaTime'
import type { Permission } from '../../../room'
import { appointmentsTask, backupTask, deadTask, messagesTask, printsTask } from '../serviceTasks'
import type { Task } from '../tasks'

/** More studios than most centres have; each is a question. */
const STUDIOS_AT_MOST = 20

interface Found {
  readonly errors: readonly ApiError[]
  readonly tasks: readonly (Task | undefined)[]
}

const NOTHING: Found = { errors: [], tasks: [] }

async function askAboutInstallation(api: Api, nowMs: number): Promise<Found> {
  const { data, error } = await api.GET('/api/v1/staff/system', {})
  // Where it serves several centres, nobody of theirs looks after it.
  if (hasCode(error, 'several-centres')) return NOTHING
  if (data === undefined) return { errors: [error], tasks: [] }
  return { errors: [], tasks: [deadTask(data, nowMs), messagesTask(data, nowMs), backupTask(data, nowMs)] }
}

async function askAboutPrints(api: Api, nowMs: number): Promise<Found> {
  const { data, error } = await api.GET('/api/v1/production/waiting', {})
  return data === undefined ? { errors: [error], tasks: [] } : { errors: [], tasks: [printsTask(data.items, nowMs)] }
}

async function askAboutAppointments(api: Api, nowMs: number): Promise<Found> {
  const { data: regions, error } = await api.GET('/api/v1/staff/regions')
  if (regions === undefined) return { errors: [error], tasks: [] }
  const studios = regions.items.flatMap((region) => region.studios).slice(0, STUDIOS_AT_MOST)
  const query = { day: dayOf(nowMs) }
  const answers = await Promise.all(studios.map(({ id }) => api.GET('/api/v1/staff/studios/{id}/appointments', { params: { path: { id }, query } })))
  const expected = answers.flatMap((answer) => answer.data?.items ?? [])
  return { errors: answers.flatMap((answer) => answer.error ?? []), tasks: [appointmentsTask(expected, nowMs)] }
}

export async function askAboutService(api: Api, may: (permission: Permission) => boolean, nowMs: number): Promise<Found> {
  const found = await Promise.all([
    may('operate-service') ? askAboutInstallation(api, nowMs) : NOTHING,
    may('produce-prints') ? askAboutPrints(api, nowMs) : NOTHING,
    // Studios are read with the one permission, who is expected in them with the other.
    may('shoot-on-site') && may('manage-appointments') ? askAboutAppointments(api, nowMs) : NOTHING,
  ])
  return { errors: found.flatMap(({ errors }) => errors), tasks: found.flatMap(({ tasks }) => tasks) }
}
