/** What the centres of the student's degrees announce now. */
import { shallowReadonly, shallowRef } from 'vue'

import type { Schemas } from '@caixiang/shared/api/types'
import type { Api } from '../../../lib/api'
import { useAction } from '../../../lib/useAction'

export function useAnnouncements(api: Api) {
  const announcements = shallowRef<readonly Schemas['AnnouncementView'][]>([])
  const asking = useAction({ isQuiet: true })

  /** Asks anew; without an answer what was known stands. */
  async function load(): Promise<void> {
    const found = await asking.run(() => api.GET('/api/v1/announcements'))
    announcements.value = found?.items ?? announcements.value
  }

  /** Nobody is signed in. */
  function forget(): void {
    announcements.value = []
  }

  return { announcements: shallowReadonly(announcements), load, forget }
}
