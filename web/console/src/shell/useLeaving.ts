/** Signing out: at once where all is sent, after a question where it is not. */
import { computed, readonly, shallowRef, watch } from 'vue'
import type { Ref } from 'vue'

import { outcomeOf } from '@caixiang/shared/api/client'
import { createAction } from '@caixiang/shared/vue/useAction/useAction'
import type { Decisions } from '../features/review/useDecisions/useDecisions'
import type { Session } from '../features/session/useSession/useSession'

/** `decisions` are those of who is signed in and reviews. */
export function useLeaving(session: Pick<Session, 'signOut' | 'staff'>, decisions: Readonly<Ref<Decisions | undefined>>) {
  const isAsking = shallowRef(false)
  const { busy, failure, run } = createAction()
  const unsent = computed(() => decisions.value?.unsent.value.length ?? 0)

  async function leave(): Promise<void> {
    await run(async () => outcomeOf(await session.signOut()))
  }

  /** Asks first while something is unsent; what can be sent is tried meanwhile. */
  function ask(): void {
    isAsking.value = unsent.value > 0
    if (isAsking.value) void decisions.value?.flush()
    else void leave()
  }

  function stay(): void {
    isAsking.value = false
  }

  // The last one has arrived: nothing is left to ask.
  watch(unsent, (count) => {
    if (!isAsking.value || count > 0) return
    stay()
    if (session.staff.value !== undefined && !busy.value) void leave()
  })

  return { isAsking: readonly(isAsking), unsent, busy, failure, ask, stay, leave }
}
