import { expect, test } from 'vitest'

import { clientWith, good } from '@caixiang/shared/testing/client'

import { enter, rename } from './entry'
import type { Entry } from './entry'

const FIELDS = { name: ' 名称 ', code: '10576', unitKind: 'college', unit: '' } as const

async function sent(entry: Entry, fields: Parameters<typeof enter>[2] = FIELDS) {
  const { api, requests } = clientWith<Blob>(good({ id: 'x', name: '名称' }))
  await enter(api, entry, fields, 'key')
  const [request] = requests
  return [request?.url, JSON.parse(request?.body.kind === 'text' ? request.body.text : '')] as const
}

test('what is entered goes where it belongs', async () => {
  expect(await sent({ kind: 'school' })).toEqual(['/api/v1/staff/schools', { code: '10576', name: '名称' }])
  expect(await sent({ kind: 'unit', school: 's' })).toEqual(['/api/v1/staff/schools/s/units', { kind: 'college', name: '名称' }])
  expect(await sent({ kind: 'class', school: 's' })).toEqual(['/api/v1/staff/schools/s/classes', { name: '名称' }])
  expect(await sent({ kind: 'class', school: 's' }, { ...FIELDS, unit: 'u' })).toEqual(['/api/v1/staff/schools/s/classes', { name: '名称', unit: 'u' }])
})

test('each kind is renamed in its own place', async () => {
  const { api, requests } = clientWith<Blob>(good({ id: 'x', name: '新' }))
  for (const kind of ['school', 'unit', 'class'] as const) await rename(api, { kind, id: 'x', name: '旧' }, ' 新 ')
  expect(requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
    'PATCH /api/v1/staff/schools/x',
    'PATCH /api/v1/staff/units/x',
    'PATCH /api/v1/staff/classes/x',
  ])
})
