/** How many messages the student has not read. */
import { readonly, shallowRef } from 'vue'

import type { Api } from '../../../lib/api'
import { useAction } from '../../../lib/useAction'

export function useUnread(api: Api) {
  const unread = shallowRef(0)
  const counting = useAction({ isQuiet: true })

  /** Asks anew; without an answer the last number stands. */
  async function count(): Promise<void> {
    const found = await counting.run(() => api.GET('/api/v1/notifications', { params: { query: { limit: 1 } } }))
    unread.value = found?.unread ?? unread.value
  }

  /** Nobody is signed in: nothing is unread. */
  function forget(): void {
    unread.value = 0
  }

  return { unread: readonly(unread), count, forget }
}
