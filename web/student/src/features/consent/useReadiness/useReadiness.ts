/**
 * Whether a picture may be sent: the service asks for a session and for the needed consent, and would do so
 * only after all of the picture has come over a slow network.
 */
import { computed } from 'vue'

import type { Api } from '../../../lib/api'
import { agreeing } from '../../../lib/session'
import { useAction } from '../../../lib/useAction'

export function useReadiness(api: Api) {
  const asking = useAction()
  let hasAgreed = false

  /** Has the student sign in and agree where that is missing; whether the picture may go. */
  async function prepare(): Promise<boolean> {
    if (hasAgreed) return true
    const found = await asking.run(() => api.GET('/api/v1/consents'))
    // Without an answer the picture's own request tells what is wrong.
    if (found === undefined) return asking.failure.value?.kind !== 'problem'
    hasAgreed = found.items.every(({ optional, state }) => optional || state === 'given') || (await agreeing.take())
    return hasAgreed
  }

  return {
    isAsking: asking.busy,
    /** Why the picture does not go. */
    refusal: computed(() => (asking.failure.value?.kind === 'problem' ? asking.failure.value : undefined)),
    prepare,
  }
}
