/** Appointments that are kept, by degree, for home: when and where. */
import { shallowReadonly, shallowRef } from 'vue'

import type { Schemas } from '@caixiang/shared/api/types'
import type { Api } from '../../../lib/api'
import { useAction } from '../../../lib/useAction'

type Slot = Schemas['SlotView']

export function useKeptAppointments(api: Api) {
  const places = shallowRef<ReadonlyMap<string, Slot>>(new Map())
  const loading = useAction({ isQuiet: true })

  /** Asks anew; only individual batches have studios, so without one nothing is asked. */
  async function load(degrees: readonly Schemas['DegreeView'][]): Promise<void> {
    if (!degrees.some(({ batch }) => batch.mode === 'individual')) return
    const found = await loading.run(() => api.GET('/api/v1/appointments'))
    if (found === undefined) return
    const kept = found.items.flatMap(({ state, degree, place }) =>
      (state === 'booked' || state === 'moved') && place ? [[degree, place] as const] : [],
    )
    places.value = new Map(kept)
  }

  return { places: shallowReadonly(places), load }
}
