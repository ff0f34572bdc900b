/** The student's session, kept between visits. Only the token: no name, no number. */
import { computed, shallowRef } from 'vue'

const STORED = 'session'

const token = shallowRef('')

/** Whether somebody is signed in, as far as the app knows. */
export const isSignedIn = computed(() => token.value !== '')

/** For the client of the API. */
export function sessionToken(): string | undefined {
  return token.value === '' ? undefined : token.value
}

/** What the last visit left. */
export function restoreSession(): void {
  token.value = String(uni.getStorageSync(STORED))
}

/** Keeps a new session; an empty one is the end of it. */
export function keepSession(newToken: string): void {
  token.value = newToken
  if (newToken === '') uni.removeStorageSync(STORED)
  else uni.setStorageSync(STORED, newToken)
}
