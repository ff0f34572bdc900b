/** The student's degrees; without a network those of the last visit, with their age. */
import { readonly, shallowReadonly, shallowRef } from 'vue'

import type { Schemas } from '@caixiang/shared/api/types'
import { keepDegrees, lastSeen } from '../lastSeen'
import type { Api } from '../../../lib/api'
import { useAction } from '../../../lib/useAction'

export function useDegrees(api: Api) {
  const degrees = shallowRef<readonly Schemas['DegreeView'][]>()
  /** When the degrees were true, milliseconds since 1970; none when that is now. */
  const seenAtMs = shallowRef<number>()
  const loading = useAction({ isQuiet: true })

  async function load(): Promise<void> {
    const found = await loading.run(() => api.GET('/api/v1/degrees'))
    if (found !== undefined) {
      degrees.value = found.items
      seenAtMs.value = undefined
      keepDegrees(found.items)
      return
    }
    if (loading.failure.value?.kind !== 'no-answer') return
    const kept = lastSeen()
    degrees.value ??= kept?.degrees
    seenAtMs.value = kept?.seenAtMs
  }

  /** Somebody else, or nobody, is signed in. */
  function forget(): void {
    degrees.value = undefined
  }

  return {
    degrees: shallowReadonly(degrees),
    seenAtMs: readonly(seenAtMs),
    isLoading: loading.busy,
    failure: loading.failure,
    load,
    forget,
  }
}
