/** Which key does what at the desk: a choice of who sits there, kept in the browser. */
import { computed } from 'vue'

import { keptChoice } from '@caixiang/shared/vue/kept/kept'
import type { Keeper } from '@caixiang/shared/vue/kept/kept'
import { keeper } from '../../../lib/keeper'
import { CHOSEN, FIRST_BINDINGS, isChoosable, keyLabel } from '../keys'
import type { Bindings, Chosen } from '../keys'

/** What an earlier visit left; where it makes no sense, or two do the same, the first keys hold. */
function bindingsFrom(kept: string): Bindings {
  const said = new Map(kept.split(',').map((pair) => pair.split(':') as [string, string]))
  const bindings = { ...FIRST_BINDINGS }
  for (const name of CHOSEN) {
    const code = said.get(name)
    if (code !== undefined && isChoosable(code)) bindings[name] = code
  }
  return new Set(Object.values(bindings)).size === CHOSEN.length ? bindings : FIRST_BINDINGS
}

/** Makes the choice of the page. */
export function createKeyChoice(kept: Keeper) {
  const text = keptChoice<string>(kept, 'review-keys', (found) => (typeof found === 'string' ? found : ''))
  const bindings = computed(() => bindingsFrom(text.value))

  function write(chosen: Bindings): void {
    const own = CHOSEN.filter((name) => chosen[name] !== FIRST_BINDINGS[name])
    text.value = own.map((name) => `${name}:${chosen[name]}`).join(',')
  }

  /** What a key does already, besides `name`. */
  function takenBy(code: string, name: Chosen): Chosen | undefined {
    return CHOSEN.find((other) => other !== name && bindings.value[other] === code)
  }

  /** Gives it a key; whoever has that key gets the former one of `name`. */
  function choose(name: Chosen, code: string): void {
    if (!isChoosable(code)) return
    const other = takenBy(code, name)
    const before = bindings.value[name]
    write({ ...bindings.value, [name]: code, ...(other === undefined ? {} : { [other]: before }) })
  }

  return {
    bindings,
    isOwn: computed(() => text.value !== ''),
    /** What is printed on the key. */
    labelOf: (name: Chosen) => keyLabel(bindings.value[name]),
    takenBy,
    choose,
    reset: () => {
      text.value = ''
    },
  }
}

export const deskKeys = createKeyChoice(keeper)
