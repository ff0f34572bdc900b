/** One run: its jobs and files, scanning, shipping, making once more, and what the school says. */
import { watch } from 'vue'
import type { Ref } from 'vue'

import type { Result } from '@caixiang/shared/api/client'
import type { Schemas } from '@caixiang/shared/api/types'
import { writeHeaders } from '@caixiang/shared/api/writes'
import type { Action } from '@caixiang/shared/vue/useAction/useAction'
import type { Api } from '../../../lib/api'
import { useAnswer } from '../../../lib/useAnswer/useAnswer'
import type { Session } from '../../session/useSession/useSession'

/** A job of the parcel and what is wrong with it. */
export type Problem = Schemas['ProblemData']

/** Asks for the run whose id is in the address. Whatever is done, the page shows what the run is afterwards. */
export function useRun(api: Api, session: Pick<Session, 'isOver'>, id: Readonly<Ref<string>>, action: Action) {
  const { data: run, failure, isLoading, load, restart } = useAnswer(() => api.GET('/api/v1/runs/{id}', { params: { path: { id: id.value } } }), session.isOver)
  const headerOf = (key: string) => writeHeaders(key, undefined)

  watch(id, () => void restart(), { immediate: true })

  /** Whether it was done: an answer may be empty. */
  async function done<Data>(attempt: (key: string) => Promise<Result<Data>>): Promise<boolean> {
    await action.run(attempt)
    const isDone = action.failure.value === undefined
    await load()
    return isDone
  }

  /** The address of a file, for this session alone; none where it is refused. */
  async function addressOf(file: Schemas['RunFileWord']): Promise<string | undefined> {
    const found = await action.run(() => api.GET('/api/v1/runs/{id}/files/{file}', { params: { path: { id: id.value, file } } }))
    return found === undefined ? undefined : `/api/v1/files/${found.link}`
  }

  return {
    run,
    failure,
    isLoading,
    load,
    addressOf,
    rebuild: () => done((key) => api.POST('/api/v1/runs/{id}/files', { params: { path: { id: id.value }, header: headerOf(key) } })),
    /** Marks what was scanned; the answer says whose it is. */
    scan: (code: string) => api.POST('/api/v1/runs/{id}/scans', { params: { path: { id: id.value } }, body: { code } }),
    ship: (shipment: Schemas['ShipmentData']) =>
      done((key) => api.POST('/api/v1/runs/{id}/shipment', { params: { path: { id: id.value }, header: headerOf(key) }, body: shipment })),
    shipOne: (job: string, shipment: Schemas['ShipmentData']) =>
      done((key) => api.POST('/api/v1/print-jobs/{id}/shipment', { params: { path: { id: job }, header: headerOf(key) }, body: shipment })),
    receive: (job: string) => done((key) => api.POST('/api/v1/print-jobs/{id}/receipt', { params: { path: { id: job }, header: headerOf(key) } })),
    reprint: (job: string, reason: Schemas['ReprintReasonWord']) =>
      done((key) => api.POST('/api/v1/print-jobs/{id}/reprint', { params: { path: { id: job }, header: headerOf(key) }, body: { reason } })),
    acknowledge: (problems: Problem[]) =>
      done((key) => api.POST('/api/v1/runs/{id}/acknowledgement', { params: { path: { id: id.value }, header: headerOf(key) }, body: { problems } })),
  }
}
