/** The place of an address, chosen step by step: province, city, district. */
import { computed, shallowReadonly, shallowRef } from 'vue'

import type { Schemas } from '@caixiang/shared/api/types'
import type { Api } from '../../../lib/api'
import { useAction } from '../../../lib/useAction'

type Division = Schemas['DivisionView']

/** Province, city and district. */
export const STEPS = 3

/** Nothing is asked before `look`. */
export function usePlace(api: Api) {
  /** What is chosen so far: province, city, district. */
  const chosen = shallowRef<readonly Division[]>([])
  /** What can be chosen next. */
  const choices = shallowRef<readonly Division[]>([])
  const looking = useAction({ isQuiet: true })

  const isPlaceWhole = computed(() => chosen.value.length === STEPS)

  async function look(): Promise<void> {
    choices.value = []
    const under = chosen.value[chosen.value.length - 1]?.code
    const query = under === undefined ? {} : { under }
    const found = await looking.run(() => api.GET('/api/v1/divisions', { params: { query } }))
    if (found !== undefined && chosen.value[chosen.value.length - 1]?.code === under) choices.value = found.items
  }

  async function choose(code: string): Promise<void> {
    const division = choices.value.find((choice) => choice.code === code)
    if (division === undefined) return
    chosen.value = [...chosen.value, division]
    if (isPlaceWhole.value) choices.value = []
    else await look()
  }

  /** Goes back to a step of the place: 0 is the province. */
  async function chooseAgain(step: number): Promise<void> {
    chosen.value = chosen.value.slice(0, step)
    await look()
  }

  /** Shows the place of an address that is kept. */
  function show({ district, place }: Schemas['AddressView']): void {
    const codes = [`${district.slice(0, 2)}0000`, `${district.slice(0, 4)}00`, district]
    chosen.value = codes.map((code, step) => ({ code, name: place[step] ?? '' }))
  }

  return {
    chosen: shallowReadonly(chosen),
    choices: shallowReadonly(choices),
    isPlaceWhole,
    lookFailure: looking.failure,
    look,
    choose,
    chooseAgain,
    show,
  }
}
