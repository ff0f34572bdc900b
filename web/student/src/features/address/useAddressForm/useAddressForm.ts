/** One address under construction: checked while it is typed, its district chosen step by step, then kept. */
import { computed, ref, shallowRef } from 'vue'

import { writeHeaders } from '@caixiang/shared/api/writes'
import type { Text } from '@caixiang/shared/text/text'
import { text } from '@caixiang/shared/text/text'
import { parsePhone } from '@caixiang/shared/validation/phone'
import type { Api } from '../../../lib/api'
import { useAction } from '../../../lib/useAction'
import { useAddressConsent } from './useAddressConsent'
import { STEPS, usePlace } from './usePlace'

/** What the service takes, characters. */
const LONGEST_RECIPIENT = 25
const SHORTEST_STREET = 4
const LONGEST_STREET = 80

const ADVICE = {
  recipient: text('请填写收件人姓名，最多 25 个字。', 'Enter the name of the recipient, at most 25 signs.'),
  phone: text('请填写手机号，港澳台号码请加区号，如 +852。', 'Enter a mobile number; with +852, +853 or +886 outside of the mainland.'),
  district: text('请选择到区县。', 'Choose down to the district.'),
  street: text('请填写街道、门牌号等，4 到 80 个字。', 'Enter street and number, 4 to 80 signs.'),
} satisfies Record<string, Text>

export type AddressField = keyof typeof ADVICE

export function useAddressForm(api: Api) {
  const id = shallowRef<string>()
  const recipient = ref('')
  const phone = ref('')
  const street = ref('')
  const isAdviceDue = shallowRef(false)
  const loading = useAction()
  const sending = useAction()
  const { show, ...place } = usePlace(api)
  const { chosen, isPlaceWhole } = place
  const { consent, loadConsent, agree } = useAddressConsent(api, loading, sending)

  const wrong = computed<readonly AddressField[]>(() => {
    const streetLength = Array.from(street.value.trim()).length
    const faults: Readonly<Record<AddressField, boolean>> = {
      recipient: recipient.value.trim() === '' || Array.from(recipient.value.trim()).length > LONGEST_RECIPIENT,
      phone: parsePhone(phone.value) === undefined,
      district: !isPlaceWhole.value,
      street: streetLength < SHORTEST_STREET || streetLength > LONGEST_STREET,
    }
    return (Object.keys(faults) as AddressField[]).filter((field) => faults[field])
  })

  function adviceOf(field: AddressField): Text | undefined {
    return isAdviceDue.value && wrong.value.includes(field) ? ADVICE[field] : undefined
  }

  /** An address of the book; a new one without an id. */
  async function open(given: string): Promise<void> {
    await loadConsent()
    if (given === '') {
      await place.look()
      return
    }
    const found = await loading.run(() => api.GET('/api/v1/addresses'))
    const address = found?.items.find((kept) => kept.id === given)
    if (address === undefined) return
    id.value = given
    recipient.value = address.recipient
    phone.value = address.phone.replace(/^\+86/, '')
    street.value = address.street
    show(address)
  }

  /** Keeps what was typed; whether it was taken. */
  async function send(): Promise<boolean> {
    isAdviceDue.value = true
    const district = chosen.value[STEPS - 1]?.code
    if (wrong.value.length > 0 || district === undefined) return false
    const body = { recipient: recipient.value.trim(), phone: phone.value, district, street: street.value.trim() }
    if (!(await agree())) return false
    const { value: kept } = id
    const done = await sending.run((key) =>
      kept === undefined
        ? api.POST('/api/v1/addresses', { params: { header: writeHeaders(key, undefined) }, body })
        : api.PUT('/api/v1/addresses/{id}', { params: { path: { id: kept } }, body }),
    )
    return done !== undefined
  }

  return {
    recipient,
    phone,
    street,
    ...place,
    consent,
    wrong,
    adviceOf,
    isLoading: loading.busy,
    failure: loading.failure,
    isSending: sending.busy,
    sendFailure: sending.failure,
    open,
    send,
  }
}
