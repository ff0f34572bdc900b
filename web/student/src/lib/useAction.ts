/** Something that a button does: busy while it runs, and why it did not work. */
import { readonly, shallowRef } from 'vue'

import type { ApiError, Result } from '../../../shared/src/index'
import { hasCode } from '../../../shared/src/index'

import { newKey } from './api'
import { agreeing, keepSession, signingIn } from './session'

/** How an action behaves. */
export interface ActionSettings {
  /** Whether it goes on without asking anybody to sign in or to agree: what a page reads when it opens. */
  readonly isQuiet?: boolean
}

/**
 * Makes an action. Its key stays the same until it has worked, so that trying again is safe. When it
 * needs a session or a consent, it sends to that page, and goes on by itself after the return.
 */
export function useAction({ isQuiet = false }: ActionSettings = {}) {
  const busy = shallowRef(false)
  const failure = shallowRef<ApiError>()
  let key = newKey()

  /** Runs `attempt` unless it is running already; its data, or nothing when it failed. */
  async function run<Data>(attempt: (key: string) => Promise<Result<Data>>): Promise<Data | undefined> {
    if (busy.value) return undefined
    busy.value = true
    failure.value = undefined
    let result = await once(attempt)
    // Two detours at most: to sign in, then to agree. Whoever is sent a third time would go in circles.
    for (let detours = 0; detours < 2 && result.error !== undefined; detours += 1) {
      if (!(await wayRound(result.error))) break
      result = await once(attempt)
    }
    busy.value = false
    failure.value = result.error
    return result.data
  }

  async function once<Data>(attempt: (key: string) => Promise<Result<Data>>): Promise<Result<Data>> {
    const result = await attempt(key)
    // An answer was given, whichever: the next time is another one.
    if (result.error?.kind !== 'no-answer') key = newKey()
    if (hasCode(result.error, 'not-signed-in')) keepSession('')
    return result
  }

  /** Whether the reason is out of the way now. */
  async function wayRound(error: ApiError): Promise<boolean> {
    if (isQuiet) return false
    if (hasCode(error, 'not-signed-in')) return signingIn.take()
    return hasCode(error, 'consent-missing') && agreeing.take()
  }

  return { busy: readonly(busy), failure: readonly(failure), run }
}
