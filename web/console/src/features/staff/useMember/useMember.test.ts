import { expect, test, vi } from 'vitest'

import { clientOf, good, problem } from '@caixiang/shared/testing/client'

import { useMember } from './useMember'

const PATH = '/api/v1/staff/members/m'
const PERSON = { id: 'm', login: 'officer', name: '老师', roles: [{ role: 'operator' }], is_active: false, has_second_factor: true }

test('what was done is told with how the person is now', async () => {
  const { api } = clientOf<Blob>({
    [`POST ${PATH}/disable`]: good(PERSON),
    [`PUT ${PATH}/password`]: { status: 204 },
    [`DELETE ${PATH}/second-factor`]: problem(409, 'wrong-state'),
  })
  const onChange = vi.fn()
  const member = useMember(api, { isOver: () => false }, onChange)
  expect(await member.allow('m', false)).toBe(true)
  expect(onChange).toHaveBeenLastCalledWith(PERSON)
  expect(await member.setPassword('m', 'k7mp-x2wq-9ntc-fh4d')).toBe(true)
  expect(onChange).toHaveBeenLastCalledWith(undefined)
  expect(await member.forgetSecondFactor('m')).toBe(false)
  expect(onChange).toHaveBeenCalledTimes(2)
  expect(member.failure.value?.kind).toBe('problem')
})
