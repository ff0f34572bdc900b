/** What the student agreed to, purpose by purpose, and changing that. */
import { computed, readonly, shallowReadonly, shallowRef } from 'vue'

import type { Schemas } from '@caixiang/shared/api/types'
import type { Api } from '../../../lib/api'
import { useAction } from '../../../lib/useAction'

type Consent = Schemas['ConsentView']
type Purpose = Schemas['Purpose']

export function useConsents(api: Api) {
  const consents = shallowRef<readonly Consent[]>()
  /** The purpose whose consent is being given. */
  const underWay = shallowRef<Purpose>()
  /** The purpose whose consent may be taken back, until that is confirmed. */
  const asked = shallowRef<Purpose>()
  const loading = useAction()
  const answering = useAction()

  async function load(): Promise<void> {
    const found = await loading.run(() => api.GET('/api/v1/consents'))
    consents.value = found?.items ?? consents.value
  }

  /** Agrees to the text as it was shown. */
  async function agree({ purpose, text }: Consent): Promise<void> {
    underWay.value = purpose
    const body = { text_version: text.version }
    await answering.run(() => api.PUT('/api/v1/consents/{purpose}', { params: { path: { purpose } }, body }))
    underWay.value = undefined
    await load()
  }

  function ask(purpose: Purpose | undefined): void {
    asked.value = purpose
  }

  /** Takes back the consent that was asked about. */
  async function withdraw(): Promise<void> {
    const { value: purpose } = asked
    if (purpose === undefined) return
    await answering.run(() => api.DELETE('/api/v1/consents/{purpose}', { params: { path: { purpose } } }))
    asked.value = undefined
    await load()
  }

  return {
    consents: shallowReadonly(consents),
    underWay: readonly(underWay),
    asked: readonly(asked),
    /** Whether everything that is needed was agreed to. */
    isComplete: computed(
      () => consents.value?.every(({ optional, state }) => optional || state === 'given') === true,
    ),
    isLoading: loading.busy,
    loadFailure: loading.failure,
    isAnswering: answering.busy,
    answerFailure: answering.failure,
    load,
    agree,
    ask,
    withdraw,
  }
}
