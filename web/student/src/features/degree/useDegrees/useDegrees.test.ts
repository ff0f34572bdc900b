import { expect, test } from 'vitest'

import type { Schemas } from '@caixiang/shared/api/types'
import { clientWith, good, problem } from '@caixiang/shared/testing/client'
import type { Answered } from '@caixiang/shared/testing/client'
import type { LocalFile } from '../../../lib/transport'
import { inScope } from '../../../testing/scope'
import { keepDegrees, lastSeen } from '../lastSeen'

import { useDegrees } from './useDegrees'

const DEGREE = { id: 'd' } as Schemas['DegreeView']

function degreesWith(...answers: readonly Answered[]) {
  const { api } = clientWith<LocalFile>(...answers)
  return inScope(() => useDegrees(api))
}

test('degrees are shown, and kept for a day without a network', async () => {
  const { degrees, seenAtMs, load } = degreesWith(good({ items: [DEGREE] }))
  await load()
  expect([degrees.value, seenAtMs.value]).toEqual([[DEGREE], undefined])
  expect(lastSeen()?.degrees).toEqual([DEGREE])
})

test('without a network those of the last visit come with their age', async () => {
  keepDegrees([DEGREE])
  const { degrees, seenAtMs, load } = degreesWith(undefined, good({ items: [] }))
  await load()
  expect(degrees.value).toEqual([DEGREE])
  expect(seenAtMs.value).toBe(lastSeen()?.seenAtMs)
  await load()
  expect([degrees.value, seenAtMs.value]).toEqual([[], undefined])
})

test('a refusal of the service is no missing network', async () => {
  keepDegrees([DEGREE])
  const { degrees, failure, load } = degreesWith(problem(500, 'internal'))
  await load()
  expect(degrees.value).toBeUndefined()
  expect(failure.value?.kind).toBe('problem')
})
