/** A price list as fields of a form hold it: sums in yuan, empty where a product is not on offer. */
import type { Schemas } from '@caixiang/shared/api/types'
import { fenOf, yuanOf } from '@caixiang/shared/money/fen'
import type { Advice } from '../../lib/useForm/useForm'
import { text } from '../../words'

type List = Schemas['PriceListView']
type Product = Schemas['ProductWord']

/** The fields. */
export interface PriceDraft {
  pay: Schemas['PayMomentWord']
  payer: Schemas['PayerWord']
  collection: string
  retake: string
  'extra-prints': string
  shipping: string
}

/** In the order of the form. */
export const PRODUCT_NAMES: readonly Product[] = ['collection', 'retake', 'extra-prints', 'shipping']

/** The dearest piece that the service takes, fen: beyond that it is a typing error. */
const HIGHEST_FEN = 1_000_000

const NO_SUM = text('请填写金额，最多两位小数；不收费请留空。', 'Enter a sum with at most two decimals; leave it empty where nothing is charged.')
const TOO_DEAR = text('单价最多 10000 元，请检查。', 'A price is at most 10 000 yuan. Check it.')
const FREE = text('价格至少 0.01 元；不收费请留空。', 'A price is at least 0.01 yuan; leave it empty where nothing is charged.')
const NO_COLLECTION = text('要收采集费就要写金额。', 'Where the collection is charged, its price is needed.')

/** The fields of a list, or of a first one. */
export function draftOf(list: List | undefined): PriceDraft {
  const yuan = (product: Product) => {
    const found = list?.lines.find((line) => line.product === product)
    return found === undefined ? '' : yuanOf(found.unit_fen)
  }
  return {
    pay: list?.pay ?? 'before-submitting',
    payer: list?.payer ?? 'student',
    collection: yuan('collection'),
    retake: yuan('retake'),
    'extra-prints': yuan('extra-prints'),
    shipping: yuan('shipping'),
  }
}

/** What is wrong with the fields. */
export function adviceOf(draft: Readonly<PriceDraft>): Advice<PriceDraft> {
  const found = Object.fromEntries(
    PRODUCT_NAMES.map((product) => {
      const typed = draft[product].trim()
      const fen = fenOf(typed)
      if (typed === '') return [product, undefined]
      if (fen === undefined) return [product, NO_SUM]
      if (fen === 0) return [product, FREE]
      return [product, fen > HIGHEST_FEN ? TOO_DEAR : undefined]
    }),
  ) as Advice<PriceDraft>
  const isCharged = draft.pay !== 'never' || draft.payer === 'school'
  return isCharged && draft.collection.trim() === '' ? { ...found, collection: NO_COLLECTION } : found
}

/** What the service takes. */
export function pricesOf(draft: Readonly<PriceDraft>): Schemas['NewPrices'] {
  const lines = PRODUCT_NAMES.flatMap((product) => {
    const fen = fenOf(draft[product])
    return fen === undefined ? [] : [{ product, unit_fen: fen }]
  })
  return { pay: draft.pay, payer: draft.payer, lines }
}
