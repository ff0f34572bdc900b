import { expect, test } from 'vitest'

import type { Schemas } from '@caixiang/shared/api/types'
import { clientOf, good } from '@caixiang/shared/testing/client'
import type { Answered } from '@caixiang/shared/testing/client'
import type { LocalFile } from '../../../lib/transport'
import { inScope } from '../../../testing/scope'

import { useConsents } from './useConsents'

type Consent = Schemas['ConsentView']

const consent = (state: string, optional = false) =>
  ({ purpose: 'collection', optional, state, text: { version: 7 } }) as unknown as Consent

async function consentsWith(answers: Readonly<Record<string, Answered | readonly Answered[]>>) {
  const { api, requests } = clientOf<LocalFile>(answers)
  const made = inScope(() => useConsents(api))
  await made.load()
  return { made, requests }
}

test('what is needed has to be agreed to, what is optional has not', async () => {
  const { made } = await consentsWith({ 'GET /api/v1/consents': good({ items: [consent('given'), consent('missing', true)] }) })
  expect(made.isComplete.value).toBe(true)
  const { made: other } = await consentsWith({ 'GET /api/v1/consents': good({ items: [consent('missing')] }) })
  expect(other.isComplete.value).toBe(false)
})

test('before they are known nothing is complete', async () => {
  const { made } = await consentsWith({})
  expect([made.isComplete.value, made.loadFailure.value]).toEqual([false, { kind: 'no-answer' }])
})

test('one agrees to the text that was shown', async () => {
  const { made, requests } = await consentsWith({
    'GET /api/v1/consents': [good({ items: [consent('missing')] }), good({ items: [consent('given')] })],
    'PUT /api/v1/consents/collection': good({}),
  })
  const agreeing = made.agree(consent('missing'))
  expect(made.underWay.value).toBe('collection')
  await agreeing
  expect(requests[1]?.body).toEqual({ kind: 'text', text: '{"text_version":7}' })
  expect([made.underWay.value, made.isComplete.value]).toEqual([undefined, true])
})

test('taking back is asked about first', async () => {
  const { made, requests } = await consentsWith({
    'GET /api/v1/consents': good({ items: [consent('given')] }),
    'DELETE /api/v1/consents/collection': { status: 204 },
  })
  await made.withdraw()
  expect(requests).toHaveLength(1)
  made.ask('collection' as Schemas['Purpose'])
  await made.withdraw()
  expect(requests.map(({ method }) => method)).toEqual(['GET', 'DELETE', 'GET'])
  expect(made.asked.value).toBeUndefined()
})
