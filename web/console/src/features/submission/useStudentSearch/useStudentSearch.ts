/**
 * Finds the submissions of a student: by the student number or the phone number, as it is said at the telephone, or by
 * a collection code that a hand scanner has read.
 */
import { readonly, shallowReadonly, shallowRef } from 'vue'

import type { Result } from '@caixiang/shared/api/client'
import type { ApiError } from '@caixiang/shared/api/failure'
import type { Schemas } from '@caixiang/shared/api/types'
import type { Api } from '../../../lib/api'
import type { Typed } from '../../counter/typed'
import type { Session } from '../../session/useSession/useSession'

/** The longest number that the service takes; what a code carries is longer. */
const LONGEST_NUMBER = 32

/** Whether a collection code was read, or pasted, and no number typed. A name is no code: the service says that it is no number. */
export function isCode(typed: Typed): boolean {
  return typed.is === 'payload' && typed.payload.length > LONGEST_NUMBER
}

type List = Result<{ readonly items: readonly Schemas['FoundSubmissionView'][] }>

/** Nothing is asked before `search` or `scan`. */
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

  async function ask(attempt: () => Promise<List>): Promise<void> {
    forget()
    const mine = round
    isLoading.value = true
    const { data, error } = await attempt()
    session.isOver(error)
    // Another number was asked for meanwhile.
    if (mine !== round) return
    isLoading.value = false
    failure.value = error
    found.value = data?.items
  }

  function search(number: string): Promise<void> {
    return ask(() => api.GET('/api/v1/staff/students', { params: { query: { number } } }))
  }

  /** By what a collection code carries; for who may take photos at a counter. */
  function scan(payload: string): Promise<void> {
    return ask(() => api.POST('/api/v1/staff/counter/payload', { body: { payload } }))
  }

  return { found: shallowReadonly(found), failure: readonly(failure), isLoading: readonly(isLoading), search, scan, forget }
}
