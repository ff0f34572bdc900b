import { expect, test } from 'vitest'

import { createClient } from '../api/client'
import type { TransportAnswer, TransportRequest } from '../api/transport'

import { uploadPhoto } from './uploadPhoto'
import type { UploadMemory } from './uploadPhoto'

type Answer = TransportAnswer | undefined

const REFUSED = {
  status: 409,
  code: 'too-late',
  detail_zh: '时间已过。',
  detail_en: 'Too late.',
}

const answer = (status: number, value: unknown): TransportAnswer => ({
  status,
  headers: {},
  body: JSON.stringify(value),
})

/** A service that keeps pieces, in front of a network that `fails` decides about. */
function service(fails: (call: string, time: number) => Answer | 'fine') {
  const calls: string[] = []
  const keys: (string | undefined)[] = []
  const parts = new Map<string, ArrayBuffer>()
  const serve = ({ method, url, body }: TransportRequest<never>): TransportAnswer => {
    if (url.endsWith('/captures')) {
      return answer(201, { id: 'c', token: 't', max_part_bytes: 4 })
    }
    if (url.endsWith('/complete')) return answer(202, { id: 'p', state: 'received' })
    if (method === 'PUT' && body.kind === 'bytes') parts.set(url, body.bytes)
    const numbers = [...parts.keys()].map((address) => Number(address.split('/').pop()))
    return answer(200, { numbers, length_bytes: 0 })
  }
  const transport = (request: TransportRequest<never>): Promise<Answer> => {
    const call = request.url.split('/').slice(-1).join('')
    const times = calls.filter((earlier) => earlier === call).length
    calls.push(call)
    if (request.method === 'POST') keys.push(request.headers['Idempotency-Key'])
    const failure = fails(call, times)
    return Promise.resolve(failure === 'fine' ? serve(request) : failure)
  }
  const api = createClient({ transport, baseUrl: '', token: () => undefined })
  const stored = () => [...parts.values()].flatMap((bytes) => [...new Uint8Array(bytes)])
  return { api, calls, keys, stored }
}

const BYTES = Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])

async function upload(
  api: ReturnType<typeof service>['api'],
  memory: UploadMemory = {},
  isCancelled: () => boolean = () => false,
) {
  const pauses: number[] = []
  const progress: number[] = []
  let made = 0
  const result = await uploadPhoto(
    api,
    { degree: 'd', bytes: BYTES.buffer, source: 'album' },
    {
      wait: (ms) => {
        pauses.push(ms)
        return Promise.resolve()
      },
      newKey: () => {
        made += 1
        return `key ${String(made)}`
      },
      onProgress: (share) => progress.push(Math.round(share * 100)),
      isCancelled,
    },
    memory,
  )
  return { result, pauses, progress }
}

test('every byte arrives, in pieces that the service takes', async () => {
  const { api, calls, stored } = service(() => 'fine')
  const { result, progress, pauses } = await upload(api)
  expect(result?.data?.id).toBe('p')
  expect(calls).toEqual(['captures', '0', '1', '2', 'complete'])
  expect(stored()).toEqual([...BYTES])
  expect(progress).toEqual([33, 67, 100])
  expect(pauses).toEqual([])
})

test('after a lost connection it goes on with the piece that was lost', async () => {
  const { api, calls, stored } = service((call, time) =>
    call === '1' && time < 2 ? undefined : 'fine',
  )
  const { result, pauses } = await upload(api)
  expect(result?.data?.id).toBe('p')
  expect(calls).toEqual(['captures', '0', '1', '1', '1', '2', 'complete'])
  expect(stored()).toEqual([...BYTES])
  expect(pauses).toEqual([1000, 2000])
})

test('what is asked again is asked with the same key, so that it is done once', async () => {
  const { api, keys } = service((call, time) =>
    ['captures', 'complete'].includes(call) && time === 0 ? undefined : 'fine',
  )
  await upload(api)
  expect(keys).toEqual(['key 1', 'key 1', 'key 2', 'key 2'])
})

test('a refusal is not asked again', async () => {
  const { api, calls } = service((call) => (call === '1' ? answer(409, REFUSED) : 'fine'))
  const { result } = await upload(api)
  expect(result?.error).toMatchObject({ kind: 'problem', problem: { code: 'too-late' } })
  expect(calls).toEqual(['captures', '0', '1'])
})

test('without a network it ends with the failure', async () => {
  const { api } = service(() => undefined)
  const { result, pauses } = await upload(api)
  expect(result?.error).toEqual({ kind: 'no-answer' })
  expect(pauses).toHaveLength(5)
})

test('a later try sends only what did not arrive', async () => {
  let isOnline = false
  const { api, calls, stored } = service((call) => (call === '1' && !isOnline ? undefined : 'fine'))
  const memory: UploadMemory = {}
  const first = await upload(api, memory)
  expect(first.result?.error).toEqual({ kind: 'no-answer' })
  isOnline = true
  calls.length = 0
  const second = await upload(api, memory)
  expect(second.result?.data?.id).toBe('p')
  expect(calls).toEqual(['parts', '1', '2', 'complete'])
  expect(second.progress).toEqual([33, 67, 100])
  expect(stored()).toEqual([...BYTES])
  expect(memory.session).toBeUndefined()
})

test('whether the last answer was lost or the request, the photo is handed in once', async () => {
  let isOnline = false
  const { api, keys } = service((call) => (call === 'complete' && !isOnline ? undefined : 'fine'))
  const memory: UploadMemory = {}
  await upload(api, memory)
  isOnline = true
  await upload(api, memory)
  expect(new Set(keys.slice(1)).size).toBe(1)
})

test('a session that is over is replaced by a new one, once', async () => {
  const over = answer(409, REFUSED)
  let isOnline = false
  const { api, calls } = service((call) => {
    if (call === 'complete' && !isOnline) return undefined
    return call === 'parts' ? over : 'fine'
  })
  const memory: UploadMemory = {}
  await upload(api, memory)
  isOnline = true
  calls.length = 0
  const { result } = await upload(api, memory)
  expect(calls.slice(0, 2)).toEqual(['parts', 'captures'])
  expect(result?.data?.id).toBe('p')
})

test('cancelled, it stops with the piece under way and says nothing', async () => {
  let isCancelled = false
  const { api, calls } = service((call) => {
    if (call === '0') isCancelled = true
    return 'fine'
  })
  const { result } = await upload(api, {}, () => isCancelled)
  expect(result).toBeUndefined()
  expect(calls).toEqual(['captures', '0'])
})
