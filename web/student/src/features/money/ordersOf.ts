/** All orders of one degree. */
import type { Result } from '@caixiang/shared/api/client'
import type { Schemas } from '@caixiang/shared/api/types'
import type { Api } from '../../lib/api'

type Order = Schemas['OrderView']

/** As many as the service gives at once. */
const PART = 100

/** Nobody has more parts than that; a service that never ends is not followed. */
const MOST_PARTS = 10

/** Reads the student's orders to their end, and keeps those of the degree, newest first. */
export async function ordersOf(api: Api, degree: string): Promise<Result<readonly Order[]>> {
  const found: Order[] = []
  let after: string | undefined
  for (let part = 0; part < MOST_PARTS; part += 1) {
    const query = { limit: PART, ...(after === undefined ? {} : { after }) }
    const { data, error } = await api.GET('/api/v1/orders', { params: { query } })
    if (error !== undefined) return { error }
    found.push(...data.items.filter((order) => order.degree === degree))
    after = data.next ?? undefined
    if (after === undefined) break
  }
  return { data: found }
}
