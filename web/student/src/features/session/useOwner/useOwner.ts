/** Whose account a number's is: asked where the service is not sure, by the last four of the ID. */
import { readonly, shallowRef, watch } from 'vue'

import { hasCode } from '@caixiang/shared/api/failure'
import type { ApiError } from '@caixiang/shared/api/failure'
import { parseLastFour } from '@caixiang/shared/validation/codes'

/** What is sent beside the number. */
export interface OwnerBody {
  readonly last_four?: string
  readonly starts_anew?: boolean
}

/** The question and its answer. */
export function useOwner() {
  const isAsked = shallowRef(false)
  const lastFour = shallowRef('')
  const isWrong = shallowRef(false)

  watch(lastFour, () => {
    isWrong.value = false
  })

  /** What is to be sent; nothing, with a word beside the field, while the answer is none. */
  function say(startsAnew: boolean): OwnerBody | undefined {
    if (startsAnew) return { starts_anew: true }
    if (!isAsked.value) return {}
    const typed = parseLastFour(lastFour.value)
    isWrong.value = typed === undefined
    return typed === undefined ? undefined : { last_four: typed }
  }

  /** Takes from a refusal that the question is put. */
  function learn(failure: ApiError | undefined): void {
    if (hasCode(failure, 'last-four-needed')) isAsked.value = true
    if (hasCode(failure, 'wrong-account-last-four')) lastFour.value = ''
  }

  function forget(): void {
    isAsked.value = false
    lastFour.value = ''
  }

  return { isAsked: readonly(isAsked), lastFour, isWrong: readonly(isWrong), say, learn, forget }
}
