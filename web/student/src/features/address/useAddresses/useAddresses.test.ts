import { expect, test } from 'vitest'

import { clientOf, good } from '@caixiang/shared/testing/client'
import type { LocalFile } from '../../../lib/transport'
import { inScope } from '../../../testing/scope'

import { useAddresses } from './useAddresses'

const ADDRESS = {
  id: 'a',
  recipient: '李雷',
  phone: '+8619900000001',
  district: '440106',
  place: ['广东省', '广州市', '天河区'],
  street: '天河路100号',
  written: '广东省广州市天河区天河路100号',
  is_default: true,
}

test('a deleted address is written down again as it was, and offered first again', async () => {
  const { api, requests } = clientOf<LocalFile>({
    'GET /api/v1/addresses': good({ items: [ADDRESS] }),
    'DELETE /api/v1/addresses/a': { status: 204, body: undefined },
    'POST /api/v1/addresses': { status: 201, body: { ...ADDRESS, id: 'b', is_default: false } },
    'POST /api/v1/addresses/b/default': good({ ...ADDRESS, id: 'b' }),
  })
  const { load, addresses, remove, deleted, takeBack } = inScope(() => useAddresses(api))
  await load()
  const [first] = addresses.value ?? []
  if (first === undefined) throw new Error('nothing is listed')
  await remove(first)
  expect(deleted.value).toEqual(ADDRESS)
  await takeBack()
  expect(deleted.value).toBeUndefined()
  const sent = requests.filter(({ method }) => method !== 'GET').map(({ method, url }) => `${method} ${new URL(url, 'http://x').pathname}`)
  expect(sent).toEqual(['DELETE /api/v1/addresses/a', 'POST /api/v1/addresses', 'POST /api/v1/addresses/b/default'])
  expect(JSON.stringify(requests.find(({ method }) => method === 'POST')?.body)).toContain('440106')
})
