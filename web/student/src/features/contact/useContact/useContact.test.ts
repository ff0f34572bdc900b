import { afterEach, beforeEach, expect, test } from 'vitest'

import type { TransportRequest } from '@caixiang/shared/api/transport'
import { clientOf, good } from '@caixiang/shared/testing/client'
import { keepSession } from '../../../lib/session'
import type { LocalFile } from '../../../lib/transport'
import { inScope } from '../../../testing/scope'
import { entered } from '../../degree/visit'

import { LONGEST, useContact } from './useContact'

const BATCH = { id: 'batch', name: '2026 届', centre_name: '采集中心', support_contact: '020-1' }
const DEGREE = { id: 'degree', school_name: '韶关学院', level: '本科', batch: BATCH }
const ASKED = { id: 'e', question: '多久？', asked_at: '2026-11-30T10:00:00+08:00', answer: null, answered_at: null }

beforeEach(() => {
  keepSession('token')
})

afterEach(() => {
  entered.value = undefined
  keepSession('')
})

/** What the last request carried. */
function sentOf(requests: readonly TransportRequest<LocalFile>[]): unknown {
  const body = requests[requests.length - 1]?.body
  return body?.kind === 'text' ? JSON.parse(body.text) : undefined
}

function contactWith(degrees: readonly unknown[]) {
  const { api, requests } = clientOf<LocalFile>({
    'GET /api/v1/degrees': good({ items: degrees }),
    'GET /api/v1/enquiries': good({ items: [] }),
    'POST /api/v1/enquiries': { status: 201, body: ASKED },
  })
  return { ...inScope(() => useContact(api)), requests }
}

test('a question about a degree goes out once and is listed', async () => {
  const { load, centres, question, send, enquiries, isAsked, requests } = contactWith([DEGREE, { ...DEGREE, id: 'second' }])
  await load()
  expect(centres.value.map(({ centre }) => centre)).toEqual(['采集中心'])
  question.value = '多久？'
  expect(await send()).toBe(true)
  expect(sentOf(requests)).toEqual({ degree: 'degree', question: '多久？' })
  expect(enquiries.value).toEqual([ASKED])
  expect([question.value, isAsked.value]).toEqual(['', true])
})

test('without a degree it is about the batch that is being entered', async () => {
  const { load, matters, question, send, requests } = contactWith([])
  entered.value = BATCH
  await load()
  expect(matters.value.map(({ name }) => name)).toEqual(['2026 届'])
  question.value = '采集码读不出来'
  await send()
  expect(sentOf(requests)).toEqual({ batch: 'batch', question: '采集码读不出来' })
})

test('nothing goes out empty, or too long', async () => {
  const { load, question, send, advice, requests } = contactWith([DEGREE])
  await load()
  expect(await send()).toBe(false)
  expect(advice.value?.zh).toBe('请写下要问的问题。')
  question.value = '长'.repeat(LONGEST + 1)
  expect(await send()).toBe(false)
  expect(advice.value?.zh).toBe('最多 500 个字，请写短一些。')
  expect(requests.some(({ method }) => method === 'POST')).toBe(false)
})
