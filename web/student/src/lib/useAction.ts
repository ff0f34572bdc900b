/** Something that a button does: busy while it runs, and why it did not work. */
import { readonly, shallowRef } from 'vue'

import type { ApiError, Result } from '../../../shared/src/index'
import { hasCode } from '../../../shared/src/index'

import { newKey } from './api'
import { keepSession } from './session'

/** Makes an action. Its key stays the same until it has worked, so that trying again is safe. */
export function useAction() {
  const busy = shallowRef(false)
  const failure = shallowRef<ApiError>()
  let key = newKey()

  /** Runs `attempt` unless it is running already; its data, or nothing when it failed. */
  async function run<Data>(attempt: (key: string) => Promise<Result<Data>>): Promise<Data | undefined> {
    if (busy.value) return undefined
    busy.value = true
    failure.value = undefined
    const { data, error } = await attempt(key)
    busy.value = false
    failure.value = error
    // An answer was given, whichever: the next time is another one.
    if (error?.kind !== 'no-answer') key = newKey()
    if (hasCode(error, 'not-signed-in')) {
      keepSession('')
      void uni.navigateTo({ url: '/pages/sign-in/sign-in' })
    }
    return data
  }

  return { busy: readonly(busy), failure: readonly(failure), run }
}
