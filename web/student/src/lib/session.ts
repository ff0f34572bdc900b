/** The student's session, kept between visits. Only the token: no name, no number. */
import { computed, shallowRef } from 'vue'

import { forgetLastSeen } from '../features/degree/lastSeen'
import { forgetPayment } from '../features/money/keptPayment'
import { forgetUploads } from '../features/photo/keptUpload'

import { detourTo } from './detour'

const STORED = 'session'

const token = shallowRef('')

/** Whether somebody is signed in, as far as the app knows. */
export const isSignedIn = computed(() => token.value !== '')

/** To the page that signs in, and back to what was under way. */
export const signingIn = detourTo('/pages/sign-in/sign-in')

/** To the page of consents, and back to what was under way. */
export const agreeing = detourTo('/pages/consent/consent?needed=1')

/** For the client of the API. */
export function sessionToken(): string | undefined {
  return token.value === '' ? undefined : token.value
}

/** What the last visit left. */
export function restoreSession(): void {
  token.value = String(uni.getStorageSync(STORED))
}

/** Keeps a new session; an empty one is signing out, with all that was kept for it. */
export function keepSession(newToken: string): void {
  token.value = newToken
  if (newToken !== '') {
    uni.setStorageSync(STORED, newToken)
    return
  }
  loseSession()
  forgetPayment()
  forgetUploads()
}

/**
 * The service has ended the session: what was under way waits for the day that it is kept, and goes on once the student
 * is signed in again. It is bound to the degree, which nobody else can open.
 */
export function loseSession(): void {
  token.value = ''
  uni.removeStorageSync(STORED)
  forgetLastSeen()
}
