import { flushPromises, mount } from '@vue/test-utils'
import { beforeEach, expect, test, vi } from 'vitest'
import { shallowRef } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'

import { createSession, SESSION } from '../../features/session/useSession/useSession'
import { api } from '../../lib/api'
import { language } from '../../lib/language'
import { OPERATOR } from '../../testing'

import TrialPage from './TrialPage.vue'

vi.mock('../../lib/api', async () => {
  const { clientOf, good, problem } = await import('@caixiang/shared/testing/client')
  const none = good({ items: [] })
  return {
    api: clientOf<Blob>({
      'GET /api/v1/reasons': none,
      'GET /api/v1/rules': [problem(503, 'unavailable'), none],
      'GET /api/v1/staff/standards': [problem(503, 'unavailable'), good({ items: [{ reference: 'ours@2', name: 'ours', version: 2, title: { zh: '本中心', en: 'Ours' }, standing: 'draft', batches: [] }] })],
    }).api,
  }
})

beforeEach(() => {
  language.value = 'en'
})

test('rules and standards that did not come are told and asked for again; the chosen one stands in the address', async () => {
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/:rest(.*)*', component: TrialPage }] })
  await router.push('/trial')
  const page = mount(TrialPage, { global: { plugins: [router], provide: { [SESSION as symbol]: { ...createSession(api), staff: shallowRef(OPERATOR) } } } })
  await flushPromises()
  expect(page.findAll('[role=alert]')).toHaveLength(1)
  await page.findAll('button').find((button) => button.text() === 'Try again')?.trigger('click')
  await flushPromises()
  expect(page.find('[role=alert]').exists()).toBe(false)
  await page.find('select').setValue('ours@2')
  await flushPromises()
  expect(router.currentRoute.value.query).toEqual({ spec: 'ours@2' })
})
