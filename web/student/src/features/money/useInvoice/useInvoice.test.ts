import { expect, test } from 'vitest'

import { clientOf, good } from '@caixiang/shared/testing/client'
import type { LocalFile } from '../../../lib/transport'
import { inScope } from '../../../testing/scope'

import { useInvoice } from './useInvoice'

async function opened(invoice?: unknown) {
  const { api, requests } = clientOf<LocalFile>({
    'GET /api/v1/orders/o': good({ invoice }),
    'POST /api/v1/orders/o/invoice': { status: 201, body: { id: 'i', state: 'requested' } },
    'PUT /api/v1/orders/o/invoice': good({ id: 'i', state: 'requested' }),
    'DELETE /api/v1/orders/o/invoice': good({ id: 'i', state: 'withdrawn' }),
  })
  const wish = inScope(() => useInvoice(api))
  await wish.open('o')
  return { ...wish, requests }
}

test('a check sign that does not fit is told while the number is typed, and nothing is sent', async () => {
  const { isOrganisation, taxNumber, advice, send, requests } = await opened()
  isOrganisation.value = true
  taxNumber.value = '91350100M000100Y4'
  expect(advice.value).toEqual({})
  taxNumber.value = '91350100M000100Y44'
  expect(advice.value.taxNumber?.en).toMatch(/check sign/)
  expect(await send()).toBe(false)
  expect(Object.keys(advice.value).sort()).toEqual(['mail', 'taxNumber', 'title'])
  expect(requests).toHaveLength(1)
})

test('a person needs no number; an organisation’s goes in capitals', async () => {
  const { isOrganisation, title, taxNumber, mail, send, requests, invoice } = await opened()
  title.value = ' 李某 '
  mail.value = 'li@example.org'
  expect(await send()).toBe(true)
  expect(requests[1]?.body).toMatchObject({ text: JSON.stringify({ title: '李某', mail: 'li@example.org' }) })
  isOrganisation.value = true
  taxNumber.value = '91350100m000 100y43'
  expect(await send()).toBe(true)
  expect(requests[2]?.method).toBe('PUT')
  expect(JSON.stringify(requests[2]?.body)).toContain('91350100M000100Y43')
  expect(invoice.value?.state).toBe('requested')
})

test('what is handed out cannot be changed; what was taken back can be asked for anew', async () => {
  expect((await opened({ id: 'i', state: 'exported' })).canChange.value).toBe(false)
  const { withdraw, invoice, canChange } = await opened({ id: 'i', state: 'requested' })
  expect(await withdraw()).toBe(true)
  expect([invoice.value, canChange.value]).toEqual([undefined, true])
})
