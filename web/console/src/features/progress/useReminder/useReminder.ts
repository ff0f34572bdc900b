/** Reminding students of a list who have begun and not finished: what it would do, and doing it. */
import { readonly, shallowRef, watch } from 'vue'
import type { Ref } from 'vue'

import type { Result } from '@caixiang/shared/api/client'
import type { ApiError } from '@caixiang/shared/api/failure'
import type { Schemas } from '@caixiang/shared/api/types'

import type { Api } from '../../../lib/api'
import type { Session } from '../../session/useSession/useSession'
import { askedOf } from '../choice'
import type { Choice, StageChoice } from '../choice'

type Reminder = Schemas['GroupReminderView']

/** Lists of students whose next step is their own; all who have begun are reminded as far as it is. */
const REMINDED: readonly StageChoice[] = ['awaiting-photo', 'awaiting-confirmation', 'withdrawn', 'rejected', 'begun']

export function canRemind({ batch, stage }: Choice): boolean {
  return batch !== undefined && REMINDED.includes(stage)
}

/** Nothing is asked before `look`; another list begins anew. */
export function useReminder(api: Api, session: Pick<Session, 'isOver'>, choice: Readonly<Ref<Choice>>) {
  const preview = shallowRef<Reminder>()
  const failure = shallowRef<ApiError>()
  /** What is on its way since this list was opened. */
  const sent = shallowRef<Reminder>()
  let round = 0

  const given = () => ({ path: { id: choice.value.batch ?? '' }, query: askedOf(choice.value) })

  async function look(): Promise<void> {
    round += 1
    const mine = round
    preview.value = failure.value = undefined
    const { data, error } = await api.GET('/api/v1/batches/{id}/reminder', { params: given() })
    session.isOver(error)
    if (mine !== round) return
    preview.value = data
    failure.value = error
  }

  /** Sends it; the same key sends once. */
  async function send(key: string): Promise<Result<Reminder>> {
    const params = { ...given(), header: { 'Idempotency-Key': key } }
    const mine = round
    const answer = await api.POST('/api/v1/batches/{id}/reminder', { params })
    if (mine === round && answer.data !== undefined) sent.value = answer.data
    return answer
  }

  watch(choice, () => {
    round += 1
    preview.value = failure.value = sent.value = undefined
  })

  return { preview: readonly(preview), failure: readonly(failure), sent: readonly(sent), look, send }
}

/** Whether it goes out in the morning: nobody is woken. `nowMs` is milliseconds since 1970. */
export function isDelayed({ sends_at: at }: Pick<Reminder, 'sends_at'>, nowMs: number): boolean {
  return at != null && Date.parse(at) - nowMs > 60_000
}
