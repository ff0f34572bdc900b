import { expect, test } from 'vitest'

import { clientOf, good, problem } from '@caixiang/shared/testing/client'

import { useFinding } from './useFinding'

const FOUND = good({ items: [{ submission: 's', degree: 'd', batch: 'b', batch_name: '散拍', stage: 'awaiting-photo' }] })

function finding(answers: Parameters<typeof clientOf>[0]) {
  const { api, requests } = clientOf<Blob>(answers)
  return { ...useFinding(api, { isOver: () => false }), requests }
}

test('a number and a scanned code ask in their own ways', async () => {
  const { find, found, requests } = finding({ 'GET /api/v1/staff/students': FOUND, 'POST /api/v1/staff/counter/payload': good({ items: [] }) })
  expect((await find({ is: 'number', number: '0042' }))?.[0]?.degree).toBe('d')
  expect(await find({ is: 'payload', payload: 'eyJ' })).toEqual([])
  expect(found.value).toEqual([])
  expect(requests[0]?.url).toBe('/api/v1/staff/students?number=0042')
  expect(requests[1]?.body).toEqual({ kind: 'text', text: '{"payload":"eyJ"}' })
})

test('of several codes on a picture one is chosen, and the same picture is sent again', async () => {
  const several = problem(422, 'several-codes')
  const refused = { ...several, body: { ...several.body, codes: ['10574 本科', '10574 专科'] } }
  const { read, choose, codes, failure, requests } = finding({ 'POST /api/v1/staff/counter/picture': [refused, FOUND] })
  await read(new Blob(['picture']))
  expect(codes.value).toEqual(['10574 本科', '10574 专科'])
  expect(failure.value).toBeUndefined()
  expect((await choose(1))?.[0]?.degree).toBe('d')
  expect(codes.value).toEqual([])
  expect(requests[1]?.url).toBe('/api/v1/staff/counter/picture?choice=1')
})

test('an unreadable picture says so', async () => {
  const { read, failure, found } = finding({ 'POST /api/v1/staff/counter/picture': problem(422, 'code-unreadable') })
  expect(await read(new Blob(['wall']))).toBeUndefined()
  expect(failure.value?.kind).toBe('problem')
  expect(found.value).toBeUndefined()
})
