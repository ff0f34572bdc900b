import { expect, test, vi } from 'vitest'

import { fetchTransport } from './fetchTransport'

const REQUEST = {
  method: 'POST',
  url: '/api/v1/degrees',
  headers: { authorization: 'Bearer t' },
  body: { kind: 'none' },
  answerAs: 'text',
} as const

function answering(response: Response) {
  const fetchAnswer = vi.fn<typeof fetch>(() => Promise.resolve(response))
  return { fetchAnswer, send: fetchTransport(1000, fetchAnswer) }
}

test('status, headers and text come back', async () => {
  const { send } = answering(new Response('{}', { status: 201, headers: { ETag: '"1-0"' } }))
  const answer = await send(REQUEST)
  expect(answer).toMatchObject({ status: 201, body: '{}', headers: { etag: '"1-0"' } })
})

test('bytes come back of a good answer only', async () => {
  const good = answering(new Response(new Uint8Array([7])))
  const answer = await good.send({ ...REQUEST, answerAs: 'bytes' })
  expect(new Uint8Array(answer?.body as ArrayBuffer)).toEqual(new Uint8Array([7]))
  const refused = answering(new Response('{}', { status: 404 }))
  expect((await refused.send({ ...REQUEST, answerAs: 'bytes' }))?.body).toBe('{}')
})

test('a form carries texts and files', async () => {
  const { send, fetchAnswer } = answering(new Response('{}'))
  const picture = new Blob(['x'], { type: 'image/png' })
  await send({ ...REQUEST, body: { kind: 'form', fields: { last_four: '002X' }, files: { picture } } })
  const sent = fetchAnswer.mock.calls[0]?.[1]?.body as FormData
  expect(sent.get('last_four')).toBe('002X')
  expect((sent.get('picture') as Blob).size).toBe(1)
})

test('no network is no answer', async () => {
  const send = fetchTransport(1000, () => Promise.reject(new TypeError('Failed to fetch')))
  expect(await send(REQUEST)).toBeUndefined()
})

test('a request that takes too long is given up', async () => {
  vi.useFakeTimers()
  const send = fetchTransport(1000, (_, init) => {
    return new Promise((_, reject) => {
      init?.signal?.addEventListener('abort', () => {
        reject(new DOMException('aborted', 'AbortError'))
      })
    })
  })
  const answer = send(REQUEST)
  vi.advanceTimersByTime(1000)
  vi.useRealTimers()
  expect(await answer).toBeUndefined()
})

test('what is taken back outlives its page', async () => {
  const { send, fetchAnswer } = answering(new Response('{}'))
  await send({ ...REQUEST, method: 'DELETE' })
  await send(REQUEST)
  expect(fetchAnswer.mock.calls.map(([, init]) => init?.keepalive)).toEqual([true, false])
})
