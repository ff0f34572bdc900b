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

/** Keeps a new session; an empty one is the end of it, and of what was kept for it. */
export function keepSession(newToken: string): void {
  token.value = newToken
  if (newToken !== '') {
    uni.setStorageSync(STORED, newToken)
    return
  }
  uni.removeStorageSync(STORED)
  forgetLastSeen()
  forgetPayment()
  forgetUploads()
}
