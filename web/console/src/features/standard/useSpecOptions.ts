/** The standards that can be chosen, in words; those that are built in are known before the service answers. */
import { computed } from 'vue'
import type { Ref } from 'vue'

import type { Text } from '@caixiang/shared/text/text'
import type { Api } from '../../lib/api'
import { text } from '../../words'
import { SPECS } from '../batch/words'
import type { Session } from '../session/useSession/useSession'

import { isInForce, useStandards } from './useStandards'

/** The one to begin with. */
export const DEFAULT_SPEC = 'guangdong-2023'

export interface SpecOption {
  readonly value: string
  readonly label: Text
}

/** Nothing is asked before `load`. `chosen` is always among the options. Whoever may not read standards has those alone that are built in. */
export function useSpecOptions(api: Api, session: Pick<Session, 'isOver'>, chosen: Readonly<Ref<string>>, withDrafts: boolean) {
  const { data, failure, load } = useStandards(api, session)

  const options = computed<readonly SpecOption[]>(() => {
    const known: SpecOption[] = (data.value?.items ?? [])
      .filter((one) => withDrafts || isInForce(one))
      .map(({ reference, title, version, standing }) => ({
        value: reference,
        label: standing === 'installed' ? title : text(`${title.zh} · 第 ${String(version)} 版`, `${title.en}, version ${String(version)}`),
      }))
    const base = known.length > 0 ? known : Object.entries(SPECS).map(([value, label]) => ({ value, label }))
    const isThere = base.some(({ value }) => value === chosen.value)
    return isThere ? base : [...base, { value: chosen.value, label: text(chosen.value, chosen.value) }]
  })

  return { options, failure, load }
}
