/** One submission as staff see it: where it stands, what happened, what it is given beyond the limits, and letting it go. */
import { readonly, shallowReadonly, shallowRef } from 'vue'

import type { Result } from '@caixiang/shared/api/client'
import { hasCode } from '@caixiang/shared/api/failure'
import type { ApiError } from '@caixiang/shared/api/failure'
import type { Schemas } from '@caixiang/shared/api/types'
import type { Api } from '../../../lib/api'
import { release as releaseDegree } from '../../degree/release'
import type { ReleaseReason } from '../../degree/release'
import type { Session } from '../../session/useSession/useSession'

type Submission = Schemas['SubmissionView']

function historyOf(api: Api, id: string) {
  return api.GET('/api/v1/submissions/{id}/history', { params: { path: { id } } })
}

/** Nothing is asked before `open`. */
export function useFile(api: Api, session: Pick<Session, 'isOver'>) {
  /** None where the submission was found by its own number: the service tells where it stands by its degree. */
  const submission = shallowRef<Submission>()
  const history = shallowRef<readonly Schemas['HistoryEntryView'][]>()
  /** Of the submission that is shown. */
  const id = shallowRef<string>()
  const isReleased = shallowRef(false)
  const failure = shallowRef<ApiError>()
  const isLoading = shallowRef(false)
  let round = 0

  function forget(): void {
    round += 1
    submission.value = history.value = id.value = failure.value = undefined
    isLoading.value = isReleased.value = false
  }

  /** Looks for the submission by the number of its degree, then by its own. */
  async function open(number: string): Promise<void> {
    forget()
    const mine = round
    isLoading.value = true
    const byDegree = await api.GET('/api/v1/degrees/{id}/submission', { params: { path: { id: number } } })
    const isUnknown = hasCode(byDegree.error, 'not-found')
    const found = byDegree.data?.id ?? (isUnknown ? number : undefined)
    const past = found === undefined ? undefined : await historyOf(api, found)
    const error = past?.error ?? (isUnknown ? undefined : byDegree.error)
    session.isOver(error)
    // Another one was asked for meanwhile.
    if (mine !== round) return
    isLoading.value = false
    failure.value = error
    if (error !== undefined) return
    id.value = found
    submission.value = byDegree.data
    history.value = past?.data?.items
  }

  /** Gives more; the same key gives once. */
  async function give(body: Schemas['GiveMore'], key: string): Promise<Result<Submission>> {
    const params = { path: { id: id.value ?? '' }, header: { 'Idempotency-Key': key } }
    const given = await api.POST('/api/v1/submissions/{id}/allowance', { params, body })
    session.isOver(given.error)
    if (given.data === undefined) return given
    submission.value = given.data
    await readHistory(given.data.id)
    return given
  }

  async function readHistory(of: string): Promise<void> {
    const past = await historyOf(api, of)
    if (past.data !== undefined) history.value = past.data.items
  }

  /** Lets the degree of the submission go; the same key does it once. */
  async function release(of: Submission, reason: ReleaseReason, key: string): Promise<Result<Schemas['ReleasedView']>> {
    const mine = round
    const released = await releaseDegree(api, of.degree, reason, key)
    if (released.data === undefined || mine !== round) return released
    isReleased.value = true
    // Where it cannot be read now, what is known stays: that it was let go is shown beside it.
    const now = await api.GET('/api/v1/degrees/{id}/submission', { params: { path: { id: of.degree } } })
    if (now.data !== undefined && mine === round) submission.value = now.data
    if (mine === round) await readHistory(of.id)
    return released
  }

  return {
    submission: shallowReadonly(submission),
    history: shallowReadonly(history),
    id: readonly(id),
    isReleased: readonly(isReleased),
    failure: readonly(failure),
    isLoading: readonly(isLoading),
    open,
    give,
    release,
    forget,
  }
}
