/** What the chosen prints cost: the lines of the order at the prices that are on the page. */
import { computed } from 'vue'
import type { Ref } from 'vue'

import type { Schemas } from '@caixiang/shared/api/types'
import { lineOf } from '@caixiang/shared/money/due'
import { sumOf } from '@caixiang/shared/money/fen'

/** Shipping is charged once, and only to an address. */
export function usePrintLines(quote: Readonly<Ref<Schemas['QuoteView'] | undefined>>, sheets: Readonly<Ref<number>>, toSchool: Readonly<Ref<boolean>>) {
  const list = computed(() => quote.value?.list ?? undefined)
  const sheetLine = computed(() => (list.value === undefined ? undefined : lineOf(list.value, 'extra-prints')))
  const shippingLine = computed(() => (list.value === undefined ? undefined : lineOf(list.value, 'shipping')))
  const lines = computed<readonly Schemas['OrderLineView'][]>(() => {
    const [sheet, shipping] = [sheetLine.value, shippingLine.value]
    if (sheet === undefined || sheets.value === 0) return []
    return [{ ...sheet, pieces: sheets.value }, ...(toSchool.value || shipping === undefined ? [] : [shipping])]
  })
  const totalFen = computed(() => sumOf(lines.value))

  return { list, sheetLine, shippingLine, lines, totalFen }
}
