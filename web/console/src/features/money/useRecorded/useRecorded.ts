/** Money that arrived by hand: what waits for a second person, what schools owe, and writing an arrival down. */
import { watch } from 'vue'
import type { Ref } from 'vue'

import type { Result } from '@caixiang/shared/api/client'
import type { Schemas } from '@caixiang/shared/api/types'
import { writeHeaders } from '@caixiang/shared/api/writes'
import type { Language } from '@caixiang/shared/text/text'
import type { Action } from '@caixiang/shared/vue/useAction/useAction'
import type { Api } from '../../../lib/api'
import { useAnswer } from '../../../lib/useAnswer/useAnswer'
import { usePages } from '../../../lib/usePages/usePages'
import type { Session } from '../../session/useSession/useSession'
import type { Arrival } from '../useOrder/useOrder'

/** How many come at a time. */
const PART = 50

/** Money of a school for its students of a batch. */
export interface SchoolArrival extends Arrival {
  readonly batch: string
  readonly school: string
  readonly amount_fen: number
}

export function useRecorded(api: Api, session: Pick<Session, 'isOver'>, action: Action) {
  const { items, ...pages } = usePages<Schemas['PaymentView']>({
    load: (after) => {
      const query = { limit: PART, ...(after === undefined ? {} : { after }) }
      return api.GET('/api/v1/money/recorded', { params: { query } })
    },
    keyOf: ({ id }) => id,
    onAnswer: session.isOver,
    isQueue: true,
  })
  void pages.refresh()

  /** Whether the money is there, as a second person says. */
  async function decide(id: string, isThere: boolean): Promise<boolean> {
    const done = await action.run((key) => {
      const of = { params: { path: { id }, header: writeHeaders(key, undefined) } }
      return isThere ? api.POST('/api/v1/payments/{id}/confirm', of) : api.POST('/api/v1/payments/{id}/reject', of)
    })
    await pages.refresh()
    return done !== undefined
  }

  /** Writes down what a school has paid. */
  function record(arrival: SchoolArrival, key: string) {
    return api.POST('/api/v1/money/recorded', { params: { header: writeHeaders(key, undefined) }, body: arrival })
  }

  return { ...pages, payments: items, decide, record }
}

/** What the schools of a batch owe. */
export function useStatement(api: Api, session: Pick<Session, 'isOver'>, batch: Readonly<Ref<string | undefined>>) {
  const { data, failure, load, restart } = useAnswer(
    () => api.GET('/api/v1/batches/{id}/statement', { params: { path: { id: batch.value ?? '' } } }),
    session.isOver,
  )
  watch(batch, (id) => void (id !== undefined && restart()), { immediate: true })

  /** The statements as a workbook for the schools, or that of one `school`. */
  function workbook(language: Language, school?: string): Promise<Result<ArrayBuffer>> {
    const query = { language, ...(school === undefined ? {} : { school }) }
    return api.download('/api/v1/batches/{id}/statement.xlsx', { params: { path: { id: batch.value ?? '' }, query } })
  }

  return { statement: data, failure, load, workbook }
}
