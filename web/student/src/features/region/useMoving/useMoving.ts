/** Going on alone: a degree that missed its group moves to the batch of a region. */
import { computed, readonly, shallowReadonly, shallowRef } from 'vue'

import type { Schemas } from '@caixiang/shared/api/types'
import type { Api } from '../../../lib/api'
import { useAction } from '../../../lib/useAction'

export function useMoving(api: Api) {
  /** The id of the degree that moves; empty for who adds one. */
  const id = shallowRef('')
  const degree = shallowRef<Schemas['DegreeView']>()
  const target = shallowRef<Schemas['BatchView']>()
  /** The name of a chosen region that has no batch open. */
  const emptyRegion = shallowRef('')
  const loading = useAction()
  const opening = useAction()
  const moving = useAction()

  /** Loads the degree that moves, if there is one. */
  async function load(wanted = id.value): Promise<void> {
    id.value = wanted
    if (wanted === '') return
    degree.value = await loading.run(() => api.GET('/api/v1/degrees/{id}', { params: { path: { id: wanted } } }))
  }

  /** Looks up the batch of a region. */
  async function choose({ slug, name }: Schemas['FoundRegionView']): Promise<void> {
    const found = await opening.run(() => api.GET('/api/v1/links/{slug}', { params: { path: { slug } } }))
    target.value = found?.batch ?? undefined
    emptyRegion.value = found !== undefined && !found.batch ? name : ''
  }

  /** Moves the degree; whether it is there now. */
  async function move(batch: Schemas['BatchView']): Promise<boolean> {
    const moved = await moving.run((key) =>
      api.POST('/api/v1/degrees/{id}/move', {
        params: { path: { id: id.value }, header: { 'Idempotency-Key': key } },
        body: { batch: batch.id },
      }),
    )
    return moved !== undefined
  }

  /** Back to the list of regions. */
  function leave(): void {
    target.value = undefined
  }

  return {
    id: readonly(id),
    degree: shallowReadonly(degree),
    target: shallowReadonly(target),
    emptyRegion: readonly(emptyRegion),
    isMoving: moving.busy,
    lookFailure: computed(() => loading.failure.value ?? opening.failure.value),
    moveFailure: moving.failure,
    load,
    choose,
    move,
    leave,
  }
}
