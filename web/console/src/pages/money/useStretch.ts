/** Which batch and which days are looked at, kept in the address: a page that is sent shows the same. */
import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'

import type { Stretch } from '../../features/money/useLedger/useLedger'

/** Days without an end are none: the service wants both or neither. */
export function useStretch() {
  const route = useRoute()
  const router = useRouter()

  function said(name: keyof Stretch): string {
    const found = route.query[name]
    return typeof found === 'string' ? found : ''
  }

  const stretch = computed<Stretch>(() => ({ batch: said('batch'), from: said('from'), until: said('until') }))

  function part(name: keyof Stretch) {
    return computed({
      get: () => said(name),
      set: (value: string) => {
        pending = { ...pending, [name]: value }
        // Two may be set at once: the address is changed for both.
        queueMicrotask(apply)
      },
    })
  }

  let pending: Partial<Stretch> = {}

  function apply(): void {
    const now = { ...stretch.value, ...pending }
    pending = {}
    const query = Object.fromEntries(Object.entries(now).filter(([, value]) => value !== ''))
    void router.replace({ query })
  }

  return { stretch, batch: part('batch'), from: part('from'), until: part('until') }
}
