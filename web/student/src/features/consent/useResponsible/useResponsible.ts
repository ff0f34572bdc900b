/** Who is responsible for the data: the centre of the batch that is being entered, else of a degree. */
import { computed, shallowRef } from 'vue'

import type { Api } from '../../../lib/api'
import { useAction } from '../../../lib/useAction'
import { entered } from '../../degree/visit'

/** A centre as a batch names it. */
interface Responsible {
  readonly centre_name: string
  readonly support_contact: string
}

export function useResponsible(api: Api) {
  const ofDegree = shallowRef<Responsible>()
  const loading = useAction({ isQuiet: true })
  const known = computed(() => entered.value ?? ofDegree.value)

  /** Looks at the degrees where no batch is being entered. */
  async function load(): Promise<void> {
    if (entered.value !== undefined) return
    const found = await loading.run(() => api.GET('/api/v1/degrees'))
    ofDegree.value = found?.items[0]?.batch
  }

  return {
    /** Its name; empty while it is not known. */
    centre: computed(() => known.value?.centre_name ?? ''),
    contact: computed(() => known.value?.support_contact ?? ''),
    load,
  }
}
