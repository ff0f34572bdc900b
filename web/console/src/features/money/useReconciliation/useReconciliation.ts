/** Bills held against the ledger, day by day. */
import { watch } from 'vue'
import type { Ref } from 'vue'

import type { Schemas } from '@caixiang/shared/api/types'
import type { Action } from '@caixiang/shared/vue/useAction/useAction'
import type { Api } from '../../../lib/api'
import { useAnswer } from '../../../lib/useAnswer/useAnswer'
import type { Session } from '../../session/useSession/useSession'

export type Reconciliation = Schemas['ReconciliationView']

/** First and last day, in China. */
export interface Days {
  readonly from: string
  readonly until: string
}

export function useReconciliation(api: Api, session: Pick<Session, 'isOver'>, days: Readonly<Ref<Days>>, action: Action) {
  const { data, failure, isLoading, load, restart } = useAnswer(
    () => api.GET('/api/v1/money/reconciliations', { params: { query: days.value } }),
    session.isOver,
  )

  /** Fetches the bill of a day and compares it; what came of it. */
  async function fetchBill(day: string): Promise<Reconciliation | undefined> {
    const found = await action.run(() => api.POST('/api/v1/money/reconciliations', { body: { day } }))
    await load()
    return found
  }

  /** Compares a bill that was downloaded at the merchant platform. */
  async function importBill(day: string, bytes: ArrayBuffer): Promise<Reconciliation | undefined> {
    const found = await action.run(() => api.PUT('/api/v1/money/reconciliations/{day}', { params: { path: { day } }, bytes }))
    await load()
    return found
  }

  watch(days, () => void restart(), { immediate: true })

  return { made: data, failure, isLoading, load, fetchBill, importBill }
}
