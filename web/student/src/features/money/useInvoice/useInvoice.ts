/** Whom an invoice is made out to: checked while it is typed, sent, changed, given up. */
import { computed, ref, shallowReadonly, shallowRef } from 'vue'

import type { Schemas } from '@caixiang/shared/api/types'
import { writeHeaders } from '@caixiang/shared/api/writes'
import { faultOf, faultText, liveAdvice, taxNumberOf } from '@caixiang/shared/money/taxNumber'
import { text } from '@caixiang/shared/text/text'
import type { Text } from '@caixiang/shared/text/text'
import type { Api } from '../../../lib/api'
import { useAction } from '../../../lib/useAction'

/** The longest title that the service takes. */
const LONGEST_TITLE = 100

const TITLE_ADVICE = text('请填写姓名或单位全称，最多 100 字。', 'Enter a name or the full name of an organisation, at most 100 signs.')
const MAIL_ADVICE = text('请填写能收信的邮箱，如 name@example.org。', 'Enter an address that takes mail, such as name@example.org.')

/** Enough to catch a typing error; the service looks again. */
const MAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/

export function useInvoice(api: Api) {
  const order = shallowRef('')
  const invoice = shallowRef<Schemas['OrderInvoiceView']>()
  const isOrganisation = ref(false)
  const title = ref('')
  const taxNumber = ref('')
  const mail = ref('')
  const isAdviceDue = shallowRef(false)
  const loading = useAction()
  const sending = useAction()

  const advice = computed<{ readonly title?: Text; readonly taxNumber?: Text; readonly mail?: Text }>(() => {
    const due = isAdviceDue.value
    const isTitle = title.value.trim() !== '' && title.value.trim().length <= LONGEST_TITLE
    const fault = isOrganisation.value ? faultOf(taxNumber.value) : undefined
    // A number that is long enough is judged at once; the rest when somebody means to be done.
    const number = isOrganisation.value ? (due ? fault && faultText(fault) : liveAdvice(taxNumber.value)) : undefined
    return {
      ...(due && !isTitle ? { title: TITLE_ADVICE } : {}),
      ...(number === undefined ? {} : { taxNumber: number }),
      ...(due && !MAIL.test(mail.value.trim()) ? { mail: MAIL_ADVICE } : {}),
    }
  })
  const canChange = computed(() => invoice.value === undefined || invoice.value.state === 'requested')

  async function open(id: string): Promise<void> {
    order.value = id
    const found = await loading.run(() => api.GET('/api/v1/orders/{id}', { params: { path: { id } } }))
    invoice.value = found?.invoice ?? undefined
  }

  /** Sends what was typed; whether it was taken. */
  async function send(): Promise<boolean> {
    isAdviceDue.value = true
    if (Object.keys(advice.value).length > 0) return false
    const path = { id: order.value }
    const body = {
      title: title.value.trim(),
      mail: mail.value.trim(),
      ...(isOrganisation.value ? { tax_number: taxNumberOf(taxNumber.value) } : {}),
    }
    const done = await sending.run((key) =>
      invoice.value === undefined
        ? api.POST('/api/v1/orders/{id}/invoice', { params: { path, header: writeHeaders(key, undefined) }, body })
        : api.PUT('/api/v1/orders/{id}/invoice', { params: { path }, body }),
    )
    if (done === undefined) return false
    invoice.value = done
    return true
  }

  /** Gives the invoice up. */
  async function withdraw(): Promise<boolean> {
    const path = { id: order.value }
    const done = await sending.run(() => api.DELETE('/api/v1/orders/{id}/invoice', { params: { path } }))
    if (done !== undefined) invoice.value = undefined
    return done !== undefined
  }

  return {
    order: shallowReadonly(order),
    invoice: shallowReadonly(invoice),
    isOrganisation,
    title,
    taxNumber,
    mail,
    advice,
    canChange,
    isLoading: loading.busy,
    failure: loading.failure,
    isSending: sending.busy,
    sendFailure: sending.failure,
    open,
    send,
    withdraw,
  }
}
