/** What has to be agreed to before the first address is kept; keeping one says so. */
import { shallowReadonly, shallowRef } from 'vue'

import type { Schemas } from '@caixiang/shared/api/types'
import type { Api } from '../../../lib/api'
import type { useAction } from '../../../lib/useAction'

type Run = Pick<ReturnType<typeof useAction>, 'run'>

/** `loading` asks for it, `sending` gives it. */
export function useAddressConsent(api: Api, loading: Run, sending: Run) {
  /** None once it is given. */
  const consent = shallowRef<Schemas['ConsentView']>()

  async function loadConsent(): Promise<void> {
    const consents = await loading.run(() => api.GET('/api/v1/consents'))
    consent.value = consents?.items.find(({ purpose, state }) => purpose === 'address' && state !== 'given')
  }

  /** Whether the text on the page is agreed to. */
  async function agree(): Promise<boolean> {
    const { value: asked } = consent
    if (asked === undefined) return true
    const { purpose, text: said } = asked
    const given = await sending.run(() =>
      api.PUT('/api/v1/consents/{purpose}', { params: { path: { purpose } }, body: { text_version: said.version } }),
    )
    if (given === undefined) return false
    consent.value = undefined
    return true
  }

  return { consent: shallowReadonly(consent), loadConsent, agree }
}
