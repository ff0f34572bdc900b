/** Which batch and which state are looked at, kept in the address: a page that is sent shows the same. */
import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'

import { known } from '@caixiang/shared/text/known'

/** What the address says; a state that there is not is none. */
export function useWhich<State extends string>(states: Readonly<Record<State, unknown>>) {
  const route = useRoute()
  const router = useRouter()

  function said(name: string): string {
    const { [name]: value } = route.query
    return typeof value === 'string' ? value : ''
  }

  function change(batch: string, state: string): void {
    void router.replace({ query: { ...(batch === '' ? {} : { batch }), ...(state === '' ? {} : { state }) } })
  }

  const batch = computed({
    get: () => said('batch'),
    set: (now) => {
      change(now, state.value)
    },
  })
  const state = computed<string>({
    get: () => (known(states, said('state')) === undefined ? '' : said('state')),
    set: (now) => {
      change(batch.value, now)
    },
  })
  const choice = computed(() => ({ batch: batch.value, state: state.value as State | '' }))

  return { batch, state, choice }
}
