/**
 * The work that the service asks of a network before it sends further sign-in codes. Pure JavaScript: WeChat's
 * mini-programs have no `crypto.subtle`.
 */
import { sha256 } from '@noble/hashes/sha2.js'

import { hasCode } from '../api/failure'
import type { ApiError } from '../api/failure'

/** Hashes between two pauses, in which the page can draw. */
const HASHES_AT_A_TIME = 2000

/** The answer to a challenge. */
export interface Proof {
  readonly challenge: string
  readonly nonce: string
}

/** What the service asks for in a refusal, if it asks for work. */
function asked(error: ApiError | undefined): { challenge: string; bits: number } | undefined {
  if (!hasCode(error, 'proof-of-work-needed') || error?.kind !== 'problem') return undefined
  const { challenge, bits } = error.problem as Readonly<Record<string, unknown>>
  return typeof challenge === 'string' && typeof bits === 'number' ? { challenge, bits } : undefined
}

/**
 * Finds the nonce with which the SHA-256 of challenge and nonce begins with so many zero bits, at most 32. `pause`
 * lets the page draw.
 */
export async function solve(challenge: string, bits: number, pause: () => Promise<void>): Promise<Proof> {
  for (let first = 0; ; first += HASHES_AT_A_TIME) {
    for (let number = first; number < first + HASHES_AT_A_TIME; number += 1) {
      const nonce = String(number)
      if (leadingZeroBits(sha256(asciiBytes(challenge + nonce))) >= bits) return { challenge, nonce }
    }
    await pause()
  }
}

/** Asks, and once more with the work done if the service wants it. */
export async function askWithProof<Answer extends { readonly error?: ApiError | undefined }>(
  ask: (proof: Proof | undefined) => Promise<Answer>,
  pause: () => Promise<void>,
): Promise<Answer> {
  const answer = await ask(undefined)
  const work = asked(answer.error)
  return work === undefined ? answer : ask(await solve(work.challenge, work.bits, pause))
}

function leadingZeroBits(hash: Uint8Array): number {
  return Math.clz32(new DataView(hash.buffer, hash.byteOffset).getUint32(0))
}

/** Challenges are ASCII, and mini-programs have no `TextEncoder`. */
function asciiBytes(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0))
}
