/** Who works here, as the service knows it. */
import { inject, readonly, shallowRef } from 'vue'
import type { DeepReadonly, InjectionKey, Ref } from 'vue'

import { hasCode } from '@caixiang/shared/api/failure'
import type { ApiError } from '@caixiang/shared/api/failure'
import type { Schemas } from '@caixiang/shared/api/types'
import type { Api } from '../../../lib/api'

type Staff = Schemas['StaffView']

export interface Session {
  /** Who is signed in; nobody before the service was asked. */
  readonly staff: Readonly<Ref<Staff | undefined>>
  /** Why it is not known who is signed in. */
  readonly failure: Readonly<Ref<DeepReadonly<ApiError> | undefined>>
  /** Whether the session ended by itself: somebody was signed in and did not sign out. */
  readonly hasRunOut: Readonly<Ref<boolean>>
  /** Whether the person has just changed the password, which ends every session. */
  readonly hasNewPassword: Readonly<Ref<boolean>>
  /** Asks who is signed in, once; again after a failure. */
  readonly find: () => Promise<Staff | undefined>
  /** Asks again, after the person has changed something about the own account. */
  readonly refresh: () => Promise<Staff | undefined>
  /**
   * Asks whether this browser still acts as who is signed in here: all its tabs share one session, and another tab may
   * have signed in somebody else, who is taken over then. Nothing where no answer came.
   */
  readonly isStillHere: () => Promise<boolean | undefined>
  /** `secondFactor` is what the person typed of an app, or nothing before it was asked for. */
  readonly signIn: (login: string, password: string, secondFactor?: string) => Promise<ApiError | undefined>
  readonly signOut: () => Promise<ApiError | undefined>
  /** The new one has to be at least ten characters long; afterwards nobody is signed in. */
  readonly changePassword: (current: string, anew: string) => Promise<ApiError | undefined>
  /** Looks at what a call was refused for; true where the session is over. */
  readonly isOver: (error: ApiError | undefined) => boolean
}

/** Makes the one session of the page. */
export function createSession(api: Api): Session {
  const staff = shallowRef<Staff>()
  const failure = shallowRef<ApiError>()
  const hasRunOut = shallowRef(false)
  const hasNewPassword = shallowRef(false)
  let isKnown = false

  function know(somebody: Staff | undefined): void {
    staff.value = somebody
    failure.value = undefined
    isKnown = true
  }

  async function find(): Promise<Staff | undefined> {
    if (isKnown) return staff.value
    const { data, error } = await api.GET('/api/v1/staff/me')
    // `not-allowed`: a student's session of the same browser, which is nobody here.
    if (error === undefined || isNobody(error) || hasCode(error, 'not-allowed')) know(data)
    else failure.value = error
    return staff.value
  }

  async function refresh(): Promise<Staff | undefined> {
    isKnown = false
    return find()
  }

  async function isStillHere(): Promise<boolean | undefined> {
    const { value: before } = staff
    if (before === undefined) return false
    const { data, error } = await api.GET('/api/v1/staff/me')
    // Somebody signed in or out on this page meanwhile: that counts.
    if (staff.value?.id !== before.id) return false
    if (data !== undefined) {
      if (data.id !== before.id) know(data)
      return data.id === before.id
    }
    if (hasCode(error, 'not-allowed')) know(undefined)
    return isOver(error) || hasCode(error, 'not-allowed') ? false : undefined
  }

  async function signIn(login: string, password: string, secondFactor?: string): Promise<ApiError | undefined> {
    const body = secondFactor === undefined ? { login, password } : { login, password, second_factor: secondFactor }
    const { data, error } = await api.POST('/api/v1/staff/sign-in', { body })
    if (data === undefined) return error
    hasRunOut.value = hasNewPassword.value = false
    know(data.staff)
    return undefined
  }

  async function signOut(): Promise<ApiError | undefined> {
    const { error } = await api.DELETE('/api/v1/session')
    if (error !== undefined && !isNobody(error)) return error
    hasRunOut.value = false
    know(undefined)
    return undefined
  }

  async function changePassword(current: string, anew: string): Promise<ApiError | undefined> {
    const { error } = await api.POST('/api/v1/staff/me/password', { body: { current, new: anew } })
    if (error !== undefined) return error
    hasRunOut.value = false
    hasNewPassword.value = true
    know(undefined)
    return undefined
  }

  function isOver(error: ApiError | undefined): boolean {
    if (!isNobody(error)) return false
    hasRunOut.value = staff.value !== undefined
    know(undefined)
    return true
  }

  return { staff, failure: readonly(failure), hasRunOut, hasNewPassword, find, refresh, isStillHere, signIn, signOut, changePassword, isOver }
}

function isNobody(error: ApiError | undefined): boolean {
  return hasCode(error, 'not-signed-in')
}

export const SESSION: InjectionKey<Session> = Symbol('session')

/** The session, within a component. */
export function useSession(): Session {
  const session = inject(SESSION)
  if (session === undefined) throw new Error('the page was mounted without a session')
  return session
}
