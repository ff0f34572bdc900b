/** Names of things that lines speak of, as far as who reads may know them: without them a line has ids alone. */
import { shallowReadonly, shallowRef } from 'vue'

import type { Api } from '../../../lib/api'
import type { Session } from '../../session/useSession/useSession'
import type { Colleague } from '../../staff/roles'
import type { Names } from '../line'

/** Nothing is asked before `load`. A list that does not come leaves its things without names. */
export function useNames(api: Api, session: Pick<Session, 'isOver'>) {
  const names = shallowRef<Names>(new Map())
  const people = shallowRef<readonly Colleague[]>([])

  function learn(things: readonly { readonly id: string; readonly name: string }[] | undefined): void {
    if (things === undefined) return
    names.value = new Map([...names.value, ...things.map(({ id, name }) => [id, name] as const)])
  }

  async function load(): Promise<void> {
    const [members, batches, schools, regions, centre] = await Promise.all([
      api.GET('/api/v1/staff/members'),
      api.GET('/api/v1/staff/batches', { params: { query: { limit: 200 } } }),
      api.GET('/api/v1/staff/schools'),
      api.GET('/api/v1/staff/regions'),
      api.GET('/api/v1/staff/centre'),
    ])
    for (const { error } of [members, batches, schools, regions, centre]) if (session.isOver(error)) return
    people.value = members.data?.items ?? []
    learn(members.data?.items)
    learn(batches.data?.items)
    learn(schools.data?.items)
    learn(regions.data?.items)
    learn(regions.data?.items.flatMap(({ studios }) => studios))
    learn(centre.data === undefined ? undefined : [centre.data])
  }

  return { names: shallowReadonly(names), people: shallowReadonly(people), load }
}
