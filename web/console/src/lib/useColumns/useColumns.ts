/** Which columns of a table are shown: a choice of who looks, kept in the browser. */
import { computed } from 'vue'

import type { Text } from '@caixiang/shared/text/text'
import { keptChoice } from '@caixiang/shared/vue/kept/kept'
import type { Keeper } from '@caixiang/shared/vue/kept/kept'

/** A column of a table. */
export interface Column<Name extends string> {
  readonly name: Name
  readonly title: Text
  /** Without it a row means nothing, so that it cannot be hidden. */
  readonly isFixed?: boolean
  /** CSS width; none for a column that takes what is left. */
  readonly width?: string
  /** Whether it has a line of its own where the screen is narrow. */
  readonly isWide?: boolean
}

/** The columns of the table that is kept under `table`. */
export function useColumns<Name extends string>(keeper: Keeper, table: string, columns: readonly Column<Name>[]) {
  const kept = keptChoice<string>(keeper, `columns-${table}`, (found) => (typeof found === 'string' ? found : ''))

  /** Names of earlier versions, and of columns that must stay, count for nothing. */
  const hidden = computed<ReadonlySet<Name>>(() => {
    const names = kept.value.split(',')
    return new Set(columns.filter(({ name, isFixed }) => isFixed !== true && names.includes(name)).map(({ name }) => name))
  })

  function hide(names: Iterable<Name>): void {
    kept.value = [...names].join(',')
  }

  /** Shows a hidden column, or hides a shown one. */
  function toggle(name: Name): void {
    const others = [...hidden.value].filter((other) => other !== name)
    hide(hidden.value.has(name) ? others : [...others, name])
  }

  return {
    columns,
    hidden,
    shown: computed(() => columns.filter(({ name }) => !hidden.value.has(name))),
    toggle,
    showAll: () => {
      hide([])
    },
  }
}

/** The same, for the parts that show it. */
export type Columns<Name extends string> = ReturnType<typeof useColumns<Name>>
