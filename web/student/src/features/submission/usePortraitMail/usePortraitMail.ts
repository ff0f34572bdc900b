/** The approved portrait by mail: first a code to the address, then the portrait. */
import { computed, readonly, shallowRef, watch } from 'vue'

import { parseSignInCode } from '@caixiang/shared/validation/codes'
import { writeHeaders } from '@caixiang/shared/api/writes'
import type { Api } from '../../../lib/api'
import { language } from '../../../lib/language'
import { useAction } from '../../../lib/useAction'

/** What no mail server takes; whether letters arrive, the code tells. */
const ADDRESS = /^[\x21-\x7e]+@[\x21-\x7e]+\.[a-z0-9-]+$/i

export function usePortraitMail(api: Api, degree: () => string) {
  const isOffered = shallowRef(false)
  const to = shallowRef('')
  const code = shallowRef('')
  /** The address that has a code. */
  const askedFor = shallowRef('')
  const isWrong = shallowRef(false)
  const isSent = shallowRef(false)
  const looking = useAction({ isQuiet: true })
  const sending = useAction()

  watch([to, code], () => {
    isWrong.value = false
  })

  /** Whether the centre sends portraits. */
  async function load(): Promise<void> {
    const params = { path: { id: degree() } }
    const found = await looking.run(() => api.GET('/api/v1/degrees/{id}', { params }))
    isOffered.value = found?.batch.mails_portraits ?? isOffered.value
  }

  async function askForCode(): Promise<void> {
    const address = to.value.trim()
    isWrong.value = !ADDRESS.test(address)
    if (isWrong.value) return
    const params = { path: { id: degree() } }
    const body = { to: address, language: language.value }
    const sent = await sending.run(() => api.POST('/api/v1/degrees/{id}/portrait-mail/code', { params, body }))
    if (sent !== undefined) askedFor.value = address
  }

  async function send(): Promise<void> {
    const digits = parseSignInCode(code.value)
    isWrong.value = digits === undefined
    if (digits === undefined) return
    const body = { to: askedFor.value, code: digits, language: language.value }
    await sending.run((key) => {
      const params = { path: { id: degree() }, header: writeHeaders(key, undefined) }
      return api.POST('/api/v1/degrees/{id}/portrait-mail', { params, body })
    })
    isSent.value = sending.failure.value === undefined
  }

  /** Back to the address, or a new visit. */
  function startOver(): void {
    askedFor.value = code.value = ''
    isWrong.value = isSent.value = false
  }

  return {
    isOffered: readonly(isOffered),
    to,
    code,
    hasCode: computed(() => askedFor.value !== ''),
    askedFor: readonly(askedFor),
    isWrong: readonly(isWrong),
    isSent: readonly(isSent),
    isBusy: sending.busy,
    failure: sending.failure,
    load,
    askForCode,
    send,
    startOver,
  }
}
