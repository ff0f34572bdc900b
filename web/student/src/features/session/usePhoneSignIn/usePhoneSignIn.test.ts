// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { nextTick } from 'vue'

import { clientBy, clientOf, good, problem } from '@caixiang/shared/testing/client'
import type { Answered } from '@caixiang/shared/testing/client'
import { isSignedIn, keepSession } from '../../../lib/session'
import type { LocalFile } from '../../../lib/transport'
import { inScope } from '../../../testing/scope'

import { usePhoneSignIn } from './usePhoneSignIn'

const CODES = 'POST /api/v1/sign-in/codes'
const ENTER = 'POST /api/v1/sign-in/phone'

beforeEach(() => {
  vi.useFakeTimers()
  sessionStorage.clear()
  keepSession('')
})
afterEach(() => {
  vi.useRealTimers()
})

function formWith(answers: Readonly<Record<string, Answered>> = {}) {
  const { api, requests } = clientOf<LocalFile>({
    [CODES]: good({ resend_after_seconds: 60 }),
    [ENTER]: good({ token: 'secret' }),
    ...answers,
  })
  const onDone = vi.fn()
  return { form: inScope(() => usePhoneSignIn(api, onDone)), requests, onDone }
}

test('a code goes to the number, and may be asked for again after a while', async () => {
  const { form, requests } = formWith()
  form.phone.value = '199 0000 0000'
  await form.askForCode()
  expect(form.sentTo.value).toBe('+8619900000000')
  expect(form.secondsLeft.value).toBe(60)
  await form.askForCode()
  expect(requests).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(60_000)
  await form.askForCode()
  expect(requests).toHaveLength(2)
})

test('work that the service asks for is done without a word', async () => {
  const refusal = problem(409, 'proof-of-work-needed')
  const challenge = '1693960200000000.12.example.seal'
  const { api, requests } = clientOf<LocalFile>({
    [CODES]: { ...refusal, body: { ...refusal.body, challenge, bits: 4 } },
  })
  const form = inScope(() => usePhoneSignIn(api, vi.fn()))
  form.phone.value = '19900000000'
  await form.askForCode()
  expect(requests).toHaveLength(2)
  expect(JSON.stringify(requests[1]?.body)).toContain('nonce')
})

test('what is no number is said beside the field, until it is changed', async () => {
  const { form, requests } = formWith()
  form.phone.value = '123'
  await nextTick()
  await form.askForCode()
  expect([form.isPhoneWrong.value, requests.length]).toEqual([true, 0])
  form.phone.value = '1234'
  await nextTick()
  expect(form.isPhoneWrong.value).toBe(false)
})

test('who asked too often waits as long as the service says', async () => {
  const refusal = problem(429, 'too-many-requests')
  const { form } = formWith({ [CODES]: { ...refusal, body: { ...refusal.body, retry_after_seconds: 30 } } })
  form.phone.value = '19900000000'
  await form.askForCode()
  expect([form.sentTo.value, form.secondsLeft.value]).toEqual(['', 30])
  form.haveCode()
  expect(form.sentTo.value).toBe('+8619900000000')
})

test('the whole code signs in by itself', async () => {
  const { form, requests, onDone } = formWith()
  form.phone.value = '19900000000'
  await form.askForCode()
  form.code.value = '12345'
  await nextTick()
  expect(requests).toHaveLength(1)
  form.code.value = '123456'
  await vi.advanceTimersByTimeAsync(0)
  expect(requests[1]?.body).toEqual({ kind: 'text', text: '{"phone":"+8619900000000","code":"123456"}' })
  expect(isSignedIn.value).toBe(true)
  expect(onDone).toHaveBeenCalledOnce()
})

test('a wrong code leaves nobody signed in', async () => {
  const { form, onDone } = formWith({ [ENTER]: problem(401, 'wrong-code') })
  form.phone.value = '19900000000'
  await form.askForCode()
  form.code.value = '000000'
  await vi.advanceTimersByTimeAsync(0)
  expect(form.enterFailure.value?.kind).toBe('problem')
  expect(onDone).not.toHaveBeenCalled()
})

test('half a code is not sent', async () => {
  const { form, requests } = formWith()
  form.code.value = '123'
  await nextTick()
  await form.signIn()
  expect([form.isCodeWrong.value, requests.length]).toEqual([true, 0])
})

test('another number may be tried at once', async () => {
  const { form } = formWith()
  form.phone.value = '19900000000'
  await form.askForCode()
  form.changePhone()
  expect([form.sentTo.value, form.code.value, form.secondsLeft.value]).toEqual(['', '', 0])
})

test('an account that may be another one is entered with the last four and the same code', async () => {
  const { form, requests, onDone } = formWith({ [ENTER]: problem(409, 'last-four-needed') })
  form.phone.value = '19900000000'
  await form.askForCode()
  form.code.value = '123456'
  await vi.advanceTimersByTimeAsync(0)
  expect(form.owner.isAsked.value).toBe(true)
  await form.signIn()
  expect(form.owner.isWrong.value).toBe(true)
  expect(requests).toHaveLength(2)
  form.owner.lastFour.value = '002x'
  await form.signIn()
  expect(requests[2]?.body).toEqual({
    kind: 'text',
    text: '{"phone":"+8619900000000","code":"123456","last_four":"002X"}',
  })
  await form.signIn(true)
  expect(JSON.stringify(requests[3]?.body)).toContain('starts_anew')
  expect(onDone).not.toHaveBeenCalled()
})

test('digits that found no network are sent once more when it is back', async () => {
  let isThere = false
  const { api, requests } = clientBy<LocalFile>(({ url }) => {
    if (url.endsWith('/codes')) return good({ resend_after_seconds: 60 })
    return isThere ? good({ token: 'secret' }) : undefined
  })
  const onDone = vi.fn()
  const form = inScope(() => usePhoneSignIn(api, onDone))
  form.phone.value = '199 0000 0000'
  await form.askForCode()
  form.code.value = '123456'
  await vi.advanceTimersByTimeAsync(0)
  expect(form.enterFailure.value).toEqual({ kind: 'no-answer' })
  isThere = true
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
  window.dispatchEvent(new Event('offline'))
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(true)
  window.dispatchEvent(new Event('online'))
  await vi.advanceTimersByTimeAsync(0)
  expect([onDone.mock.calls.length, isSignedIn.value]).toEqual([1, true])
  expect(requests.length).toBe(3)
})
