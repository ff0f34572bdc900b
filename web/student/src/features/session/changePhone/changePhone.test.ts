// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest'

import { clientOf, good, problem } from '@caixiang/shared/testing/client'
import type { LocalFile } from '../../../lib/transport'
import { inScope } from '../../../testing/scope'
import { usePhoneSignIn } from '../usePhoneSignIn/usePhoneSignIn'

import { changingPhone } from './changePhone'

const CHANGE = 'PUT /api/v1/account/phone'

test('the number is changed with the code, and with the last four once they are asked for', async () => {
  const { api, requests } = clientOf<LocalFile>({
    'POST /api/v1/sign-in/codes': good({ resend_after_seconds: 60 }),
    [CHANGE]: problem(409, 'last-four-needed'),
  })
  const onDone = vi.fn()
  const form = inScope(() => usePhoneSignIn(api, onDone, changingPhone(api)))
  form.phone.value = '19900000002'
  await form.askForCode()
  form.code.value = '123456'
  await form.signIn()
  expect(form.owner.isAsked.value).toBe(true)
  form.owner.lastFour.value = '0015'
  await form.signIn()
  expect(requests[requests.length - 1]?.body).toEqual({
    kind: 'text',
    text: '{"phone":"+8619900000002","code":"123456","last_four":"0015"}',
  })
  expect(onDone).not.toHaveBeenCalled()
})

test('a changed number is done', async () => {
  const { api } = clientOf<LocalFile>({
    'POST /api/v1/sign-in/codes': good({ resend_after_seconds: 60 }),
    [CHANGE]: good({ masked_phone: '199****0002' }),
  })
  const onDone = vi.fn()
  const form = inScope(() => usePhoneSignIn(api, onDone, changingPhone(api)))
  form.phone.value = '19900000002'
  await form.askForCode()
  form.code.value = '123456'
  await vi.waitFor(() => { expect(onDone).toHaveBeenCalledOnce() })
})
