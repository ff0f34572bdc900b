/** Hints for who comes for the first time: each is put away for good, and all can be had back. */
import { computed } from 'vue'
import type { ComputedRef } from 'vue'

import { keptChoice } from '@caixiang/shared/vue/kept/kept'
import type { Keeper } from '@caixiang/shared/vue/kept/kept'
import { keeper } from '../keeper'

/** Makes the hints of the page. */
export function createHints(kept: Keeper) {
  const away = keptChoice<string>(kept, 'hints-away', (found) => (typeof found === 'string' ? found : ''))
  const names = computed(() => away.value.split(',').filter((name) => name !== ''))

  function putAway(name: string): void {
    if (!names.value.includes(name)) away.value = [...names.value, name].join(',')
  }

  function isShown(name: string): ComputedRef<boolean> {
    return computed(() => !names.value.includes(name))
  }

  function showAll(): void {
    away.value = ''
  }

  return { isShown, putAway, showAll, countAway: computed(() => names.value.length) }
}

export const hints = createHints(keeper)
