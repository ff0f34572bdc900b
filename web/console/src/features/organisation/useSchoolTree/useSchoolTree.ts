/** A school's colleges, teaching points and classes. */
import { computed, watch } from 'vue'
import type { Ref } from 'vue'

import type { Schemas } from '@caixiang/shared/api/types'
import type { Api } from '../../../lib/api'
import { useAnswer } from '../../../lib/useAnswer/useAnswer'
import type { Session } from '../../session/useSession/useSession'

export type Unit = Schemas['UnitView']
export type Class = Schemas['ClassView']

/** A college or teaching point with its classes. */
interface Branch {
  readonly unit: Unit
  readonly classes: readonly Class[]
}

/** A school, as far as it is known. */
export interface SchoolTree {
  readonly branches: readonly Branch[]
  /** Classes of the school itself. */
  readonly classes: readonly Class[]
}

/** Classes under their units. */
export function treeOf(units: readonly Unit[], classes: readonly Class[]): SchoolTree {
  return {
    branches: units.map((unit) => ({ unit, classes: classes.filter(({ unit: of }) => of === unit.id) })),
    classes: classes.filter(({ unit }) => unit == null),
  }
}

/** What of a tree has these words: a unit that fits keeps all its classes. */
export function treeFitting({ branches, classes }: SchoolTree, words: string): SchoolTree {
  const wanted = words.trim().toLowerCase()
  const fits = ({ name }: { readonly name: string }) => name.toLowerCase().includes(wanted)
  const kept = branches.map(({ unit, classes: own }) => ({ unit, classes: fits(unit) ? own : own.filter(fits) }))
  return { branches: kept.filter(({ unit, classes: own }) => fits(unit) || own.length > 0), classes: classes.filter(fits) }
}

/** Asks whenever another school is looked at. */
export function useSchoolTree(api: Api, session: Pick<Session, 'isOver'>, school: Readonly<Ref<string | undefined>>) {
  const answer = useAnswer<SchoolTree>(async () => {
    if (school.value === undefined) return { data: { branches: [], classes: [] } }
    const params = { path: { id: school.value } }
    const [units, classes] = await Promise.all([
      api.GET('/api/v1/staff/schools/{id}/units', { params }),
      api.GET('/api/v1/staff/schools/{id}/classes', { params }),
    ])
    if (units.data === undefined) return { error: units.error }
    if (classes.data === undefined) return { error: classes.error }
    return { data: treeOf(units.data.items, classes.data.items) }
  }, session.isOver)
  watch(school, answer.restart, { immediate: true })
  return { ...answer, units: computed(() => answer.data.value?.branches.map(({ unit }) => unit) ?? []) }
}
