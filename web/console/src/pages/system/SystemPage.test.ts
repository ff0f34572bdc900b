import { flushPromises, mount } from '@vue/test-utils'
import { beforeEach, expect, test, vi } from 'vitest'

import { createSession, SESSION } from '../../features/session/useSession/useSession'
import { api } from '../../lib/api'
import { language } from '../../lib/language'

import SystemPage from './SystemPage.vue'

vi.mock('../../lib/api', async () => {
  const { clientOf, good, problem } = await import('@caixiang/shared/testing/client')
  const none = good({ items: [] })
  const system = { version: '1', failing: [], jobs: [], sweeping_is_held: false, backup_is_due: false }
  return {
    api: clientOf<Blob>({
      'GET /api/v1/staff/system': good(system),
      'GET /api/v1/staff/jobs': [problem(503, 'unavailable'), none],
      'GET /api/v1/staff/retention': [problem(503, 'unavailable'), none],
    }).api,
  }
})

beforeEach(() => {
  language.value = 'en'
})

test('lists that did not come are told, each with a way on', async () => {
  const page = mount(SystemPage, { global: { provide: { [SESSION as symbol]: createSession(api) } } })
  await flushPromises()
  expect(page.findAll('[role=alert]')).toHaveLength(2)
  for (const button of page.findAll('button').filter((one) => one.text() === 'Try again')) await button.trigger('click')
  await flushPromises()
  expect(page.findAll('[role=alert]')).toHaveLength(0)
  expect(page.text()).toContain('No job has stopped.')
  expect(page.text()).toContain('There is no batch yet.')
})
