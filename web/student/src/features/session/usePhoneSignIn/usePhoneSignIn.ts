/** Signing in by phone and code: first the number, then the digits, which are asked for again after a while. */
import { computed, onScopeDispose, readonly, shallowRef, watch } from 'vue'

import { hasCode } from '@caixiang/shared/api/failure'
import { askWithProof } from '@caixiang/shared/signIn/proofOfWork'
import type { Proof } from '@caixiang/shared/signIn/proofOfWork'
import { parseSignInCode } from '@caixiang/shared/validation/codes'
import { parsePhone } from '@caixiang/shared/validation/phone'
import type { Api } from '../../../lib/api'
import { language } from '../../../lib/language'
import { onNetworkReturn } from '../../../lib/network'
import { keepSession } from '../../../lib/session'
import { keepInTab, readInTab } from '../../../lib/tabStorage'
import { useAction } from '../../../lib/useAction'
import { useOwner } from '../useOwner/useOwner'
import type { OwnerBody } from '../useOwner/useOwner'

/** Under this name the tab keeps the number. */
const SENT_TO = 'code-sent-to'

/** Between two looks at the clock. */
const LOOK_MS = 500

/** Lets the page draw between two pieces of work. */
function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0))
}

/** The wait until a code may be asked for again; by the clock, since a phone that sleeps does not count. */
function useWait() {
  const endMs = shallowRef(0)
  const nowMs = shallowRef(Date.now())
  const clock = setInterval(() => {
    nowMs.value = Date.now()
  }, LOOK_MS)
  onScopeDispose(() => {
    clearInterval(clock)
  })

  function wait(seconds: number): void {
    nowMs.value = Date.now()
    endMs.value = nowMs.value + seconds * 1000
  }

  return { secondsLeft: computed(() => Math.max(0, Math.ceil((endMs.value - nowMs.value) / 1000))), wait }
}

/** Sends a number, its digits and the word on its owner; whether they were taken. */
export type Enter = (
  entering: ReturnType<typeof useAction>,
  said: { readonly phone: string; readonly code: string } & OwnerBody,
) => Promise<boolean>

/** The digits, and entering with them. */
function useEntering(enter: Enter, phoneOf: () => string, onDone: () => void) {
  const code = shallowRef('')
  const isCodeWrong = shallowRef(false)
  const entering = useAction({ isQuiet: true })
  const owner = useOwner()

  watch(code, (typed) => {
    isCodeWrong.value = false
    // Phones fill the whole code in at once; then there is nothing left to press.
    if (parseSignInCode(typed) !== undefined && !owner.isAsked.value) void signIn()
  })

  // Nobody pressed anything, so nobody would know what to press now.
  onNetworkReturn(() => {
    if (entering.failure.value?.kind === 'no-answer') void signIn()
  })

  async function signIn(startsAnew = false): Promise<void> {
    const digits = parseSignInCode(code.value)
    isCodeWrong.value = digits === undefined
    const said = owner.say(startsAnew)
    if (digits === undefined || said === undefined) return
    if (!(await enter(entering, { phone: phoneOf(), code: digits, ...said }))) {
      owner.learn(entering.failure.value)
      // In a full field the right digits would have no room.
      if (hasCode(entering.failure.value, 'wrong-sign-in-code')) code.value = ''
      return
    }
    keepInTab(SENT_TO, '')
    onDone()
  }

  return {
    code,
    isCodeWrong: readonly(isCodeWrong),
    isEntering: entering.busy,
    enterFailure: entering.failure,
    owner,
    signIn,
  }
}

/** Signs in with the number. */
function signingIn(api: Api): Enter {
  return async (entering, body) => {
    const signedIn = await entering.run(() => api.POST('/api/v1/sign-in/phone', { body }))
    if (signedIn === undefined) return false
    keepSession(signedIn.token)
    return true
  }
}

/** The form; `onDone` is called once somebody is signed in, or `enter` took the number otherwise. */
export function usePhoneSignIn(api: Api, onDone: () => void, enter: Enter = signingIn(api)) {
  const phone = shallowRef('')
  const isPhoneWrong = shallowRef(false)
  /** The number that the code went to; empty while it has still to be typed. */
  const sentTo = shallowRef(readInTab(SENT_TO))
  const { secondsLeft, wait } = useWait()
  const sending = useAction({ isQuiet: true })
  const entering = useEntering(enter, () => sentTo.value, onDone)
  const { code } = entering

  watch(phone, () => {
    isPhoneWrong.value = false
  })
  // Phones close the tab behind the message with the code.
  watch(sentTo, (number) => {
    keepInTab(SENT_TO, number)
  })

  /** The number as typed; nothing, with a word beside the field, when it is none. */
  function checkedPhone(): string | undefined {
    const number = parsePhone(phone.value)
    isPhoneWrong.value = number === undefined
    return number
  }

  async function askForCode(): Promise<void> {
    const number = checkedPhone()
    if (number === undefined || secondsLeft.value > 0) return
    const body = { phone: number, language: language.value }
    const ask = (proof?: Proof) =>
      api.POST('/api/v1/sign-in/codes', { body: proof === undefined ? body : { ...body, proof } })
    const sent = await sending.run(() => askWithProof(ask, pause))
    if (sent === undefined) {
      waitAsAsked()
      return
    }
    sentTo.value = number
    code.value = ''
    entering.owner.forget()
    wait(sent.resend_after_seconds)
  }

  /** A code may have gone out a moment ago, on a page that was closed: its digits still count. */
  function waitAsAsked(): void {
    const { value: failure } = sending.failure
    if (!hasCode(failure, 'too-many-requests') || failure?.kind !== 'problem') return
    const seconds: unknown = failure.problem['retry_after_seconds']
    if (typeof seconds === 'number') wait(seconds)
  }

  /** For who asked before this page was opened anew. */
  function haveCode(): void {
    sentTo.value = checkedPhone() ?? ''
  }

  function changePhone(): void {
    sentTo.value = ''
    code.value = ''
    entering.owner.forget()
    wait(0)
  }

  return {
    phone,
    ...entering,
    isPhoneWrong: readonly(isPhoneWrong),
    sentTo: readonly(sentTo),
    secondsLeft,
    isSending: sending.busy,
    sendFailure: sending.failure,
    askForCode,
    haveCode,
    changePhone,
  }
}
