/** One batch: its plan, and the steps that are taken with it. Whoever else has changed it is noticed. */
import { shallowReadonly, shallowRef } from 'vue'
import type { Ref } from 'vue'

import type { Result } from '@caixiang/shared/api/client'
import { hasCode } from '@caixiang/shared/api/failure'
import type { Schemas } from '@caixiang/shared/api/types'
import { writeHeaders } from '@caixiang/shared/api/writes'
import { createAction } from '@caixiang/shared/vue/useAction/useAction'
import type { Api } from '../../../lib/api'
import { useAnswer } from '../../../lib/useAnswer/useAnswer'
import type { Session } from '../../session/useSession/useSession'
import { changesBetween } from '../changes'
import type { Change } from '../changes'
import { draftOf } from '../draft'
import type { Plan } from '../draft'
import type { State, Step } from '../steps'

/** What somebody else did while this page was open. */
export interface Meanwhile {
  /** The state, where it is another one. */
  readonly state: State | undefined
  readonly changes: readonly Change[]
}

type View = Schemas['BatchPlanView']

/** Nothing is asked before `load`. */
export function useBatch(api: Api, session: Pick<Session, 'isOver'>, id: Readonly<Ref<string>>) {
  const answer = useAnswer(
    () => api.GET('/api/v1/staff/batches/{id}', { params: { path: { id: id.value } } }),
    session.isOver,
  )
  const action = createAction({ onAnswer: session.isOver })
  const meanwhile = shallowRef<Meanwhile>()

  /** Reads what others have changed, and tells it: nothing of it is overwritten unseen. */
  async function learn(before: View): Promise<void> {
    await answer.load()
    const { value: now } = answer.data
    if (now === undefined) return
    meanwhile.value = {
      state: now.state === before.state ? undefined : now.state,
      changes: changesBetween(draftOf(before.plan), draftOf(now.plan)),
    }
  }

  /** Does something to the version that was seen; whether it is done. */
  async function change(send: (key: string, version: string | undefined) => Promise<Result<View>>): Promise<boolean> {
    const { value: before } = answer.data
    if (before === undefined) return false
    meanwhile.value = undefined
    let version: string | undefined
    const done = await action.run(async (key) => {
      const result = await send(key, answer.version.value)
      version = result.etag
      return result
    })
    if (done !== undefined) answer.take(done, version)
    else if (hasCode(action.failure.value, 'stale') || hasCode(action.failure.value, 'wrong-state')) await learn(before)
    return done !== undefined
  }

  function revise(plan: Plan): Promise<boolean> {
    return change((_, version) => {
      const header = version === undefined ? {} : { 'If-Match': version }
      return api.PUT('/api/v1/staff/batches/{id}/plan', { params: { path: { id: id.value }, header }, body: plan })
    })
  }

  function step(next: Step): Promise<boolean> {
    return change((key, version) => {
      const params = { path: { id: id.value }, header: writeHeaders(key, version) }
      return api.POST('/api/v1/staff/batches/{id}/steps', { params, body: { step: next } })
    })
  }

  return {
    ...answer,
    isBusy: action.busy,
    changeFailure: action.failure,
    /** After something was refused because of it. */
    meanwhile: shallowReadonly(meanwhile),
    forgetMeanwhile: () => {
      meanwhile.value = undefined
    },
    revise,
    step,
  }
}
