/** Finds the submissions of a student by the student number or the phone number, as it is said at the telephone. */
import { readonly, shallowReadonly, shallowRef } from 'vue'

import type { ApiError } from '@caixiang/shared/api/failure'
import type { Schemas } from '@caixiang/shared/api/types'
import type { Api } from '../../../lib/api'
import type { Session } from '../../session/useSession/useSession'

/** Nothing is asked before `search`. */
export function useStudentSearch(api: Api, session: Pick<Session, 'isOver'>) {
  /** None before something was looked for; empty where nobody has the number. */
  const found = shallowRef<readonly Schemas['FoundSubmissionView'][]>()
  const failure = shallowRef<ApiError>()
  const isLoading = shallowRef(false)
  let round = 0

  function forget(): void {
    round += 1
    found.value = failure.value = undefined
    isLoading.value = false
  }

  async function search(number: string): Promise<void> {
    forget()
    const mine = round
    isLoading.value = true
    const { data, error } = await api.GET('/api/v1/staff/students', { params: { query: { number } } })
    session.isOver(error)
    // Another number was asked for meanwhile.
    if (mine !== round) return
    isLoading.value = false
    failure.value = error
    found.value = data?.items
  }

  return { found: shallowReadonly(found), failure: readonly(failure), isLoading: readonly(isLoading), search, forget }
}
