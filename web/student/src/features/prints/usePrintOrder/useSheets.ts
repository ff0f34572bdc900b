/** How many sheets of each layout are wanted, and how one looks with the student's portrait. */
import { computed, shallowReadonly, shallowRef } from 'vue'

import type { Schemas } from '@caixiang/shared/api/types'
import type { Api } from '../../../lib/api'
import { useAction } from '../../../lib/useAction'

export type Layout = Schemas['PrintLayoutWord']

/** The most sheets of an order. */
export const MOST_SHEETS = 50

/** `degreeOf` says whose portrait is shown. */
export function useSheets(api: Api, degreeOf: () => string | undefined) {
  const counts = shallowRef<Readonly<Partial<Record<Layout, number>>>>({})
  const preview = shallowRef<{ readonly layout: Layout; readonly svg: string }>()
  const looking = useAction({ isQuiet: true })

  const sheets = computed(() => Object.values(counts.value).reduce((sum, count) => sum + count, 0))

  function count(layout: Layout): number {
    return counts.value[layout] ?? 0
  }

  function change(layout: Layout, by: 1 | -1): void {
    const next = count(layout) + by
    if (next < 0 || (by > 0 && sheets.value >= MOST_SHEETS)) return
    counts.value = { ...counts.value, [layout]: next }
  }

  /** What is wanted, as it is ordered. */
  function sets(): Schemas['PrintSetView'][] {
    const all = (Object.keys(counts.value) as Layout[]).map((layout) => ({ layout, sheets: count(layout) }))
    return all.filter((set) => set.sheets > 0)
  }

  /** Draws the sheet of a layout with the student's portrait. */
  async function look(layout: Layout): Promise<void> {
    const id = degreeOf()
    if (id === undefined) return
    const found = await looking.run(() =>
      api.GET('/api/v1/degrees/{id}/prints/preview', { params: { path: { id }, query: { layout } } }),
    )
    if (found !== undefined && degreeOf() === id) preview.value = { layout, svg: found.svg }
  }

  function closePreview(): void {
    preview.value = undefined
  }

  /** Another degree has another portrait. */
  function forget(): void {
    counts.value = {}
    closePreview()
  }

  return {
    sheets,
    preview: shallowReadonly(preview),
    isLooking: looking.busy,
    lookFailure: looking.failure,
    count,
    change,
    sets,
    look,
    closePreview,
    forget,
  }
}
