/** The reasons that a reviewer may give and the rules of the check, in words: asked once. */
import { readonly, shallowRef } from 'vue'

import type { ApiError } from '@caixiang/shared/api/failure'
import type { Schemas } from '@caixiang/shared/api/types'
import type { Api } from '../../../lib/api'

/** Nothing is asked before `load`. */
export function useStandard(api: Api) {
  const reasons = shallowRef<readonly Schemas['ReasonView'][]>([])
  const rules = shallowRef<ReadonlyMap<string, Schemas['RuleView']>>(new Map())
  const failure = shallowRef<ApiError>()

  async function load(): Promise<void> {
    const [given, checked] = await Promise.all([api.GET('/api/v1/reasons'), api.GET('/api/v1/rules')])
    failure.value = given.error ?? checked.error
    if (given.data !== undefined) reasons.value = given.data.items
    if (checked.data !== undefined) rules.value = new Map(checked.data.items.map((rule) => [rule.id, rule]))
  }

  return { reasons, rules, failure: readonly(failure), load }
}

