/** Something that a page asks of the service: busy while it runs, and why it failed. */
import { readonly, shallowRef } from 'vue'

import type { Result } from '../../src/api/client'
import type { ApiError } from '../../src/api/failure'
import { newKey } from '../../src/api/writes'

/** How an action behaves. */
export interface ActionSettings {
  /** Told the failure of each attempt, or `undefined` when it worked. */
  readonly onAnswer?: (error: ApiError | undefined) => void
  /** Tries to remove the cause of a failure, such as a missing session; whether to attempt again. */
  readonly remedy?: (error: ApiError) => Promise<boolean>
  /** Shows the failure of the last run until the next answer: for what is repeated by itself. */
  readonly holdsFailure?: boolean
}

/** To sign in, then to agree. More than two remedies in one run would be a circle. */
const MAX_REMEDIES = 2

/**
 * Makes an action. Its key for `Idempotency-Key` stays the same until an answer comes, so that an attempt
 * after a lost connection cannot happen twice.
 */
export function createAction({ onAnswer, remedy, holdsFailure = false }: ActionSettings = {}) {
  const busy = shallowRef(false)
  const failure = shallowRef<ApiError>()
  let key = newKey()

  /** Runs `attempt` unless it is running already; its data, or nothing when it failed. */
  async function run<Data>(attempt: (key: string) => Promise<Result<Data>>): Promise<Data | undefined> {
    if (busy.value) return undefined
    busy.value = true
    if (!holdsFailure) failure.value = undefined
    let result = await once(attempt)
    for (let remedies = 0; remedies < MAX_REMEDIES && result.error !== undefined; remedies += 1) {
      if ((await remedy?.(result.error)) !== true) break
      result = await once(attempt)
    }
    busy.value = false
    failure.value = result.error
    return result.data
  }

  async function once<Data>(attempt: (key: string) => Promise<Result<Data>>): Promise<Result<Data>> {
    const result = await attempt(key)
    if (result.error?.kind !== 'no-answer') key = newKey()
    onAnswer?.(result.error)
    return result
  }

  return { busy: readonly(busy), failure: readonly(failure), run }
}

/** What `createAction` gives. */
export type Action = ReturnType<typeof createAction>
