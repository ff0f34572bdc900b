/** What a student has to pay now: the same rule by which the service lets somebody on. */
import type { Schemas } from '../api/types'

type PriceList = Schemas['PriceListView']
type Order = Schemas['OrderView']
type Product = Schemas['ProductWord']

/** The step that the student is about to take. */
export type Step = 'camera' | 'submitting'

/** How often a submission was rejected, the present rejection among them. */
export function rejectionsOf(submission: Pick<Schemas['SubmissionView'], 'state' | 'earlier_rejections'>): number {
  return submission.earlier_rejections.length + (submission.state === 'rejected' ? 1 : 0)
}

function pieces(orders: readonly Order[], product: Product): number {
  const lines = orders.filter(({ is_settled: isSettled }) => isSettled).flatMap(({ lines }) => lines)
  return lines.filter((line) => line.product === product).reduce((sum, line) => sum + line.pieces, 0)
}

/** Whether a step waits for the fee; without a step, whether any does. */
function waits(list: PriceList, step: Step | undefined): boolean {
  if (list.payer !== 'student') return false
  switch (list.pay) {
    case 'never':
      return false
    case 'before-camera':
      return true
    case 'before-submitting':
      return step !== 'camera'
  }
}

/**
 * What has to be paid before a step, if anything. `orders` are those of the degree; an order whose refund is
 * under way still counts here, and the service says so when the step is taken.
 */
export function dueProduct(
  list: PriceList | undefined,
  orders: readonly Order[],
  rejections: number,
  step?: Step,
): Product | undefined {
  if (list === undefined || !waits(list, step)) return undefined
  if (pieces(orders, 'collection') === 0) return 'collection'
  const isCharged = list.lines.some(({ product }) => product === 'retake')
  return isCharged && pieces(orders, 'retake') < rejections ? 'retake' : undefined
}

/** The line of an order for one piece of a product, where it is on offer. */
export function lineOf(list: PriceList, product: Product): Schemas['OrderLineView'] | undefined {
  const found = list.lines.find((line) => line.product === product)
  return found && { product, pieces: 1, unit_fen: found.unit_fen }
}
