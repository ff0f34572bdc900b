/** One answer of the service: asked for when the page opens, and again as asked for. */
import { readonly, shallowReadonly, shallowRef } from 'vue'

import type { Result } from '@caixiang/shared/api/client'
import { hasCode } from '@caixiang/shared/api/failure'
import type { ApiError } from '@caixiang/shared/api/failure'

/** Nothing is asked before `load`. `onAnswer` is told what each question was refused for. */
export function useAnswer<Data>(
  ask: () => Promise<Result<Data>>,
  onAnswer: (error: ApiError | undefined) => unknown,
) {
  const data = shallowRef<Data>()
  const version = shallowRef<string>()
  const failure = shallowRef<ApiError>()
  const isLoading = shallowRef(false)
  let round = 0

  /** Asks; whether the answer came. Of several questions the last one counts. */
  async function load(): Promise<boolean> {
    round += 1
    const mine = round
    isLoading.value = true
    const answer = await ask()
    onAnswer(answer.error)
    if (mine !== round) return false
    isLoading.value = false
    failure.value = answer.error
    // What may not be read any more is not shown any more.
    if (hasCode(answer.error, 'not-allowed')) data.value = undefined
    if (answer.error !== undefined) return false
    take(answer.data, answer.etag)
    return true
  }

  /** Takes what another question has answered about the same thing. */
  function take(known: Data, tag?: string): void {
    data.value = known
    version.value = tag
    failure.value = undefined
  }

  /** For another thing: nothing of the former one is shown, or taken when it comes late. */
  function restart(): Promise<boolean> {
    data.value = version.value = failure.value = undefined
    return load()
  }

  return {
    /** None before the first answer. */
    data: shallowReadonly(data),
    /** For `If-Match`, where the thing has one. */
    version: readonly(version),
    failure: readonly(failure),
    isLoading: readonly(isLoading),
    load,
    restart,
    take,
  }
}
