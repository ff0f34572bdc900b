import { expect, test } from 'vitest'

import { OPERATOR } from '../../testing'

import { schoolsFor } from './schools'

const BATCH = { schools: ['one', 'two'] }
const NAMED = [{ code: '10576', name: 'First' }, { code: '99901', name: 'Second' }]

test('officers import for their own schools, the centre for all', () => {
  const officer = { roles: [{ role: 'school-officer' as const, school: 'two' }] }
  expect(schoolsFor(officer, BATCH, NAMED)).toEqual([NAMED[1]])
  expect(schoolsFor(OPERATOR, BATCH, NAMED)).toEqual(NAMED)
  expect(schoolsFor({ roles: [{ role: 'centre-reviewer' }] }, BATCH, NAMED)).toEqual([])
})
