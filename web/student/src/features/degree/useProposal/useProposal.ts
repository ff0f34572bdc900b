/** Handing the code in, and the two questions after it: "is it you?", "does the registry show one?". */
import { computed, shallowReadonly, shallowRef } from 'vue'

import { hasCode } from '@caixiang/shared/api/failure'
import type { Schemas } from '@caixiang/shared/api/types'
import { parseLastFour } from '@caixiang/shared/validation/codes'
import { codeToSend } from '@caixiang/shared/validation/draft'
import type { KeyedDetails } from '@caixiang/shared/validation/keyed'
import type { Api } from '../../../lib/api'
import { useAction } from '../../../lib/useAction'
import { lastFour, picture } from '../visit'

/** What is handed in beside the last four. */
export interface HandedIn {
  readonly batch: Schemas['BatchView']
  readonly featureCode: string
  /** What the code carries, in place of its picture. */
  readonly payload?: string | undefined
  readonly details?: KeyedDetails | undefined
  /** Which of several codes in the picture is meant, from 0. */
  readonly choice?: number | undefined
}

/** Numbers contents. A key belongs to one: who changes it after a lost connection sends something else. */
function createNumbering(): (content: string) => number {
  let last = ''
  let number = 0
  return (content) => {
    if (content !== last) number += 1
    last = content
    return number
  }
}

/** The degree that is being added. */
export function useProposal(api: Api) {
  const degree = shallowRef<Schemas['DegreeView']>()
  const reading = useAction()
  const loading = useAction()
  const answering = useAction()
  const numberContent = createNumbering()

  /** Hands the code in; whether it was recognised. */
  async function handIn({ batch, featureCode, payload, details, choice }: HandedIn): Promise<boolean> {
    const four = parseLastFour(lastFour.value)
    const { value: chosen } = picture
    if (four === undefined || (payload === undefined && chosen === undefined)) return false
    const code = codeToSend(batch.mode, featureCode)
    const said = {
      batch: batch.id,
      last_four: four,
      ...(code === undefined ? {} : { feature_code: code }),
      ...details,
      ...(choice === undefined ? {} : { choice: String(choice) }),
    }
    const number = numberContent(JSON.stringify([said, payload ?? chosen?.path]))
    degree.value = await reading.run((key) => {
      const params = { header: { 'Idempotency-Key': `${key}-${String(number)}` } }
      return payload === undefined && chosen !== undefined
        ? api.POST('/api/v1/degrees', { params, form: { ...said, picture: chosen } })
        : api.POST('/api/v1/degrees', { params, body: { ...said, payload: payload ?? '' } })
    })
    return degree.value !== undefined
  }

  /** A degree that was recognised on an earlier visit and waits for the answer. */
  async function load(id: string): Promise<void> {
    degree.value = await loading.run(() => api.GET('/api/v1/degrees/{id}', { params: { path: { id } } }))
  }

  /** "That is me": whether the degree is bound now. */
  async function confirm(answer: Schemas['RegistryAnswer']): Promise<boolean> {
    const id = degree.value?.id
    if (id === undefined) return false
    const bound = await answering.run((key) =>
      api.POST('/api/v1/degrees/{id}/confirm', {
        params: { path: { id }, header: { 'Idempotency-Key': key } },
        body: { at_registry: answer },
      }),
    )
    degree.value = bound ?? degree.value
    return bound !== undefined
  }

  /** "Not me": whether it is forgotten. */
  async function decline(): Promise<boolean> {
    const id = degree.value?.id
    if (id === undefined) return true
    await answering.run((key) =>
      api.POST('/api/v1/degrees/{id}/decline', { params: { path: { id }, header: { 'Idempotency-Key': key } } }),
    )
    const { value: failure } = answering.failure
    // Answered already, on another device.
    const isGone = failure === undefined || hasCode(failure, 'wrong-state') || hasCode(failure, 'not-found')
    if (isGone) degree.value = undefined
    return isGone
  }

  return {
    degree: shallowReadonly(degree),
    isReading: reading.busy,
    refusal: reading.failure,
    isLoading: loading.busy,
    loadFailure: loading.failure,
    isAnswering: answering.busy,
    answerFailure: answering.failure,
    needsDetails: computed(() => hasCode(reading.failure.value, 'details-needed')),
    handIn,
    load,
    confirm,
    decline,
  }
}
