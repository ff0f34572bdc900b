import { expect, test } from 'vitest'
import { shallowRef } from 'vue'

import { clientOf, good, problem } from '@caixiang/shared/testing/client'
import type { Answered } from '@caixiang/shared/testing/client'
import { batchOf, OPERATOR } from '../../../testing'

import { useToday } from './useToday'

async function today(answers: Readonly<Record<string, Answered>>, permissions: typeof OPERATOR.permissions) {
  const { api, requests } = clientOf<Blob>(answers)
  const found = useToday(api, { isOver: () => false, staff: shallowRef({ ...OPERATOR, permissions }) })
  await found.load()
  return { ...found, asked: requests.map(({ url }) => url.replace(/\?.*/, '')) }
}

const BATCHES = { 'GET /api/v1/staff/batches': good({ items: [batchOf({ state: 'paused' })] }) }

test('only what the person may see is asked for', async () => {
  const { asked, tasks } = await today(BATCHES, ['manage-batches'])
  expect(asked).toEqual(['/api/v1/staff/batches'])
  expect(tasks.value).toHaveLength(1)
})

test('what came is shown beside what did not', async () => {
  const { tasks, failure } = await today({ ...BATCHES, 'GET /api/v1/staff/disputes': problem(503, 'unavailable') }, ['release-degrees'])
  expect(tasks.value).toHaveLength(1)
  expect(failure.value?.kind).toBe('problem')
})

test('nothing to do is an answer too', async () => {
  const { tasks } = await today({ 'GET /api/v1/staff/batches': good({ items: [] }) }, ['manage-batches'])
  expect(tasks.value).toEqual([])
})

test('what colleagues have asked for waits for those who may answer', async () => {
  const lists = good({ items: [{ is_answerable: true }, { is_answerable: false }], next: 'more' })
  const none = good({ items: [] })
  const answers = {
    'GET /api/v1/staff/batches': good({ items: [] }),
    'GET /api/v1/staff/change-requests': good({ items: [{ is_answerable: false }] }),
    'GET /api/v1/registry-packages': none,
    'GET /api/v1/discs': none,
    'GET /api/v1/list-exports': lists,
  }
  const { tasks, asked } = await today(answers, ['countersign'])
  expect(asked).toHaveLength(5)
  expect(tasks.value?.map(({ key, to }) => [key, to.path])).toEqual([['lists', '/exports']])
  expect(tasks.value?.[0]?.title.en).toBe('1+ lists wait for a second person')
})

test('who handles money finds what waits there', async () => {
  const none = good({ items: [] })
  const stuck = good({ items: [{ requested_at: '2026-11-30T09:00:00+08:00', asked_by: null, means: 'wechat-pay' }] })
  const answers = {
    'GET /api/v1/staff/batches': none,
    'GET /api/v1/money/refunds': stuck,
    'GET /api/v1/money/recorded': good({ items: [{}] }),
    'GET /api/v1/money/invoices': none,
    'GET /api/v1/money/reconciliations': none,
  }
  const { tasks, asked } = await today(answers, ['handle-money'])
  expect(asked.filter((path) => path === '/api/v1/money/refunds')).toHaveLength(2)
  expect(tasks.value?.map(({ key, to }) => [key, to.path])).toEqual([['refunds-stuck', '/refunds'], ['arrivals', '/arrivals']])
})

const APPOINTMENTS = 'GET /api/v1/staff/studios/s/appointments'
const SERVICE = {
  'GET /api/v1/staff/batches': good({ items: [] }),
  'GET /api/v1/production/waiting': good({ items: [{ batch: 'b', jobs: 2 }, { batch: 'c', jobs: 3 }] }),
  'GET /api/v1/staff/regions': good({ items: [{ studios: [{ id: 's' }] }] }),
  [APPOINTMENTS]: good({ items: [{ state: 'booked', slot_starts_at: '2026-11-30T09:00:00+08:00' }] }),
}

test('what the service, prints and appointments ask for is on the list of those who may do it', async () => {
  const system = good({ jobs: [{ kind: 'prune', status: 'dead', count: 1 }, { kind: 'remind', status: 'dead', count: 4 }], backup_is_due: true })
  const answers = { ...SERVICE, 'GET /api/v1/staff/system': system }
  const { tasks } = await today(answers, ['operate-service', 'produce-prints', 'shoot-on-site', 'manage-appointments'])
  const found = Object.fromEntries((tasks.value ?? []).map(({ key, to }) => [key, to.path]))
  expect(found).toEqual({
    'dead-jobs': '/system', 'dead-messages': '/system', backup: '/system', prints: '/production', appointments: '/counter',
  })
  const { asked } = await today(answers, ['shoot-on-site'])
  expect(asked).toEqual(['/api/v1/staff/batches'])
})

test('an installation of several centres is looked after by others, which is no failure', async () => {
  const answers = { ...SERVICE, 'GET /api/v1/staff/system': problem(409, 'several-centres') }
  const { tasks, failure } = await today(answers, ['operate-service'])
  expect(failure.value).toBeUndefined()
  expect(tasks.value).toEqual([])
})
