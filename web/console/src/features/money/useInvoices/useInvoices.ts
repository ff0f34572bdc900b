/** Invoices: those of one state, taking new ones out for the tax platform, writing numbers back. */
import { watch } from 'vue'
import type { Ref } from 'vue'

import type { Schemas } from '@caixiang/shared/api/types'
import { writeHeaders } from '@caixiang/shared/api/writes'
import type { Action } from '@caixiang/shared/vue/useAction/useAction'
import type { Api } from '../../../lib/api'
import { usePages } from '../../../lib/usePages/usePages'
import type { Session } from '../../session/useSession/useSession'

type Invoice = Schemas['Page_InvoiceView']['items'][number]

/** How many come at a time. */
const PART = 50

/** The number of an invoice: 20 digits, or 8 of an older kind; nothing for another text. */
export function invoiceNumberIn(typed: string): string | undefined {
  const digits = typed.replace(/\s/g, '')
  return /^(?:\d{8}|\d{20})$/.test(digits) ? digits : undefined
}

export function useInvoices(api: Api, session: Pick<Session, 'isOver'>, state: Readonly<Ref<Schemas['InvoiceStateWord']>>, action: Action) {
  const { items, ...pages } = usePages<Invoice>({
    load: (after) => {
      const query = { state: state.value, limit: PART, ...(after === undefined ? {} : { after }) }
      return api.GET('/api/v1/money/invoices', { params: { query } })
    },
    keyOf: ({ id }) => id,
    onAnswer: session.isOver,
    isQueue: true,
  })
  watch(state, () => void pages.restart(), { immediate: true })

  /** The file for the tax platform: of those that nobody has taken out, or of `again` once more. */
  async function takeOut(again?: readonly string[]): Promise<ArrayBuffer | undefined> {
    const body = again === undefined ? {} : { invoices: [...again] }
    const file = await action.run(() => api.takeOut('/api/v1/money/invoices/export', { body }))
    await pages.refresh()
    return file
  }

  /** Writes the number of an issued invoice back. */
  async function note(id: string, number: string): Promise<boolean> {
    const done = await action.run((key) =>
      api.POST('/api/v1/invoices/{id}/number', { params: { path: { id }, header: writeHeaders(key, undefined) }, body: { number } }),
    )
    await pages.refresh()
    return done !== undefined
  }

  return { ...pages, invoices: items, takeOut, note }
}
