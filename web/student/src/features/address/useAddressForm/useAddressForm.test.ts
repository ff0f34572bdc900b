import { expect, test } from 'vitest'

import { clientOf, good } from '@caixiang/shared/testing/client'
import type { LocalFile } from '../../../lib/transport'
import { inScope } from '../../../testing/scope'

import { useAddressForm } from './useAddressForm'

const PROVINCES = good({ items: [{ code: '440000', name: '广东省' }] })
const CITIES = good({ items: [{ code: '440100', name: '广州市' }] })
const DISTRICTS = good({ items: [{ code: '440106', name: '天河区' }] })

function formOf() {
  const { api, requests } = clientOf<LocalFile>({
    'GET /api/v1/divisions': [PROVINCES, CITIES, DISTRICTS, CITIES],
    'GET /api/v1/consents': good({ items: [{ purpose: 'address', state: 'asked', text: { version: 3, zh: '说明', en: 'Text' } }] }),
    'PUT /api/v1/consents/address': good({ purpose: 'address', state: 'given' }),
    'POST /api/v1/addresses': { status: 201, body: { id: 'a' } },
  })
  return { ...inScope(() => useAddressForm(api)), requests }
}

test('the district is chosen step by step, and a step can be chosen again', async () => {
  const { open, choose, choices, chosen, chooseAgain, isPlaceWhole } = formOf()
  await open('')
  await choose('440000')
  await choose('440100')
  await choose('440106')
  expect(chosen.value.map(({ name }) => name)).toEqual(['广东省', '广州市', '天河区'])
  expect([isPlaceWhole.value, choices.value]).toEqual([true, []])
  await chooseAgain(1)
  expect(chosen.value.map(({ name }) => name)).toEqual(['广东省'])
  expect(choices.value.map(({ name }) => name)).toEqual(['广州市'])
})

test('nothing is sent before everything is there; then what was typed is', async () => {
  const { open, choose, send, adviceOf, wrong, consent, recipient, phone, street, requests } = formOf()
  await open('')
  expect(await send()).toBe(false)
  expect(wrong.value).toEqual(['recipient', 'phone', 'district', 'street'])
  expect(adviceOf('street')?.zh).toMatch(/门牌号/)
  for (const code of ['440000', '440100', '440106']) await choose(code)
  recipient.value = ' 李雷 '
  phone.value = '199 0000 0001'
  street.value = '天河路100号'
  expect(await send()).toBe(true)
  const sent = JSON.stringify(requests.find(({ method }) => method === 'POST')?.body)
  expect(sent).toContain('440106')
  expect(sent).toContain('李雷')
  expect(JSON.stringify(requests.find(({ url }) => url.includes('consents/address'))?.body)).toContain('text_version')
  expect(consent.value).toBeUndefined()
})
