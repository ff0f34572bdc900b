/** The archive of the own data: asked for, packed by the service, fetched by its address. */
import { computed, readonly, shallowRef } from 'vue'

import type { Schemas } from '@caixiang/shared/api/types'
import type { Api } from '../../../lib/api'
import { useAction } from '../../../lib/useAction'

/** Between two looks, ms. */
const PAUSE_MS = 2000

/** `lost`: it was asked for and is not there any more, so packing failed. */
export type ExportState = 'unknown' | 'none' | 'packing' | 'ready' | 'lost'

export function useExport(api: Api) {
  const found = shallowRef<Schemas['ExportView']>()
  const state = shallowRef<ExportState>('unknown')
  const action = useAction()
  const looking = useAction({ isQuiet: true })
  let timer: ReturnType<typeof setTimeout> | undefined
  let isStopped = false

  function take(last: Schemas['ExportView'] | undefined): void {
    const wasPacking = state.value === 'packing'
    found.value = last
    if (last === undefined) state.value = wasPacking ? 'lost' : 'none'
    else state.value = last.ready == null ? 'packing' : 'ready'
    if (state.value === 'packing') wait()
  }

  function wait(): void {
    clearTimeout(timer)
    if (!isStopped) timer = setTimeout(() => void look(), PAUSE_MS)
  }

  /** Asks the service how far it is; while it packs, again and again. */
  async function look(): Promise<void> {
    const answer = await looking.run(() => api.GET('/api/v1/account/export'))
    // Without an answer nothing is known anew: what is packed goes on being asked for.
    if (answer !== undefined) take(answer.export ?? undefined)
    else if (state.value === 'packing') wait()
  }

  /** Has a new one packed. */
  async function ask(): Promise<void> {
    const asked = await action.run(() => api.POST('/api/v1/account/export'))
    if (asked !== undefined) take(asked)
  }

  /** The bytes of the archive. Its address may be over by now, so a new one is asked for. */
  async function fetch(): Promise<ArrayBuffer | undefined> {
    await look()
    const link = found.value?.ready?.address.split('/').pop()
    if (link === undefined) return undefined
    return action.run(() => api.download('/api/v1/files/{link}', { params: { path: { link } } }))
  }

  /** Looks no more. */
  function stop(): void {
    isStopped = true
    clearTimeout(timer)
  }

  return {
    state: readonly(state),
    ready: computed(() => found.value?.ready ?? undefined),
    busy: action.busy,
    failure: computed(() => action.failure.value ?? looking.failure.value),
    look,
    ask,
    fetch,
    stop,
  }
}
