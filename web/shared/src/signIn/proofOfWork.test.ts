import { expect, test, vi } from 'vitest'

import { problem } from '../../testing/client'
import type { ApiError } from '../api/failure'

import { askWithProof, solve } from './proofOfWork'

// The service's own test takes the same answer.
const CHALLENGE = '1693960200000000.12.example.seal'

const pause = () => Promise.resolve()

function refusal(): ApiError {
  const { body } = problem(409, 'proof-of-work-needed')
  return { kind: 'problem', problem: { ...body, challenge: CHALLENGE, bits: 12 } }
}

test('the nonce is the one that the service takes', async () => {
  expect(await solve(CHALLENGE, 12, pause)).toEqual({ challenge: CHALLENGE, nonce: '4283' })
})

test('who is asked for work does it and asks again', async () => {
  const answers = [{ error: refusal() }, { error: undefined }]
  const ask = vi.fn(() => Promise.resolve(answers.shift() ?? { error: undefined }))
  expect((await askWithProof(ask, pause)).error).toBeUndefined()
  expect(ask.mock.calls).toEqual([[undefined], [{ challenge: CHALLENGE, nonce: '4283' }]])
})

test('another answer is handed on', async () => {
  const error: ApiError = { kind: 'no-answer' }
  const ask = vi.fn(() => Promise.resolve({ error }))
  expect((await askWithProof(ask, pause)).error).toBe(error)
  expect(ask).toHaveBeenCalledTimes(1)
})
