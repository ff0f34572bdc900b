/** The batches and schools that the palette leads to; asked for when it opens. */
import { shallowReadonly, shallowRef } from 'vue'

import type { Schemas } from '@caixiang/shared/api/types'
import type { Api } from '../../lib/api'
import { schoolsFor } from '../roster/schools'
import type { Session } from '../session/useSession/useSession'

export type Batch = Schemas['StaffBatchView']

/** A school within a batch. */
export interface SchoolPlace {
  readonly batch: Batch
  readonly id: string
  readonly school: Schemas['SchoolView']
}

/** The newest; older ones are chosen on the page of a batch. */
const BATCHES = 50

/** Schools are asked for batch by batch, so that not all are. */
const BATCHES_WITH_SCHOOLS = 3

/** Nothing is asked before `load`; what fails is left out, since every page has its own way to all of it. */
export function usePlaces(api: Api, session: Pick<Session, 'isOver' | 'staff'>) {
  const batches = shallowRef<readonly Batch[]>([])
  const schools = shallowRef<readonly SchoolPlace[]>([])

  async function schoolsOf(batch: Batch): Promise<readonly SchoolPlace[]> {
    const { data } = await api.GET('/api/v1/batches/{id}', { params: { path: { id: batch.id } } })
    const { value: staff } = session.staff
    if (data === undefined || staff === undefined) return []
    const own = schoolsFor(staff, batch, data.schools)
    // Both are in the order of the batch's plan: ids in one answer, codes and names in the other.
    return data.schools.flatMap((school, at) => {
      const id = batch.schools[at]
      return id === undefined || !own.includes(school) ? [] : [{ batch, id, school }]
    })
  }

  async function load(): Promise<void> {
    const { data, error } = await api.GET('/api/v1/staff/batches', { params: { query: { limit: BATCHES } } })
    session.isOver(error)
    if (data === undefined) return
    batches.value = data.items
    const open = data.items.filter(({ state }) => state === 'open').slice(0, BATCHES_WITH_SCHOOLS)
    schools.value = (await Promise.all(open.map(schoolsOf))).flat()
  }

  return { batches: shallowReadonly(batches), schools: shallowReadonly(schools), load }
}
