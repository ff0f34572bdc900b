/** Looking for a region while its name is typed. */
import { onScopeDispose, readonly, shallowReadonly, shallowRef } from 'vue'

import type { ApiError } from '@caixiang/shared/api/failure'
import type { Schemas } from '@caixiang/shared/api/types'
import type { Api } from '../../../lib/api'

/** Somebody who types pauses less long between two characters. */
const PAUSE_MS = 400

/** The longest name that the service looks for. */
const LONGEST = 50

/** The regions whose names hold what was typed. */
export function useRegions(api: Api) {
  const query = shallowRef('')
  const regions = shallowRef<readonly Schemas['FoundRegionView'][]>()
  /** What the present regions were found for. */
  const foundFor = shallowRef('')
  const busy = shallowRef(false)
  const failure = shallowRef<ApiError>()
  let latest = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  async function search(): Promise<void> {
    clearTimeout(timer)
    const mine = (latest += 1)
    const asked = query.value.trim().slice(0, LONGEST)
    busy.value = true
    const { data, error } = await api.GET('/api/v1/regions', { params: { query: { query: asked } } })
    // A later question has overtaken this one.
    if (mine !== latest) return
    busy.value = false
    failure.value = error
    if (data === undefined) return
    regions.value = data.items
    foundFor.value = asked
  }

  function type(text: string): void {
    query.value = text
    clearTimeout(timer)
    timer = setTimeout(() => void search(), PAUSE_MS)
  }

  onScopeDispose(() => {
    clearTimeout(timer)
  })

  return {
    query: readonly(query),
    regions: shallowReadonly(regions),
    foundFor: readonly(foundFor),
    busy: readonly(busy),
    failure: shallowReadonly(failure),
    search,
    type,
  }
}
