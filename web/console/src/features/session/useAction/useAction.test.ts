import { mount } from '@vue/test-utils'
import { expect, test, vi } from 'vitest'

import { clientWith, good, problem } from '@caixiang/shared/testing/client'

import { OPERATOR } from '../../../testing'
import { createSession, SESSION } from '../useSession/useSession'

import { useAction } from './useAction'

test('an action that is refused for want of a session ends it', async () => {
  const { api } = clientWith<Blob>(good({ staff: OPERATOR, expires_at: '2026-11-26T00:43:39+08:00' }), problem(401, 'not-signed-in'))
  const session = createSession(api)
  await session.signIn('operator', 'right')
  const made = vi.fn<(action: ReturnType<typeof useAction>) => void>()
  const page = { setup: () => { made(useAction()) }, template: '<p />' }
  mount(page, { global: { provide: { [SESSION as symbol]: session } } })
  const action = made.mock.calls[0]?.[0]
  expect(await action?.run(() => api.GET('/api/v1/staff/outbox'))).toBeUndefined()
  expect(session.hasRunOut.value).toBe(true)
  expect(action?.failure.value?.kind).toBe('problem')
})
