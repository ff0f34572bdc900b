import { enableAutoUnmount, flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { shallowRef } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'

import { createSession, SESSION } from '../../features/session/useSession/useSession'
import { api } from '../../lib/api'
import { language } from '../../lib/language'
import { batchOf, OPERATOR } from '../../testing'

import ProgressPage from './ProgressPage.vue'

const COLLEGE = '019fb8e7-6400-7b05-bc95-01d46eb16cc7'

vi.mock('../../lib/api', async () => {
  const { clientOf, good, problem } = await import('@caixiang/shared/testing/client')
  const { batchOf: made } = await import('../../testing')
  const leaf = { school: 's', on_roster: 10, off_roster: 0, not_begun: 1 }
  const items = [
    { ...leaf, college: '019fb8e7-6400-7b05-bc95-01d46eb16cc7', college_name: '文学院', by_state: { approved: 9 } },
    { ...leaf, college: '019fb8e7-6400-7b05-bc95-01d46eb16cc8', college_name: '医学院', by_state: { approved: 1, rejected: 8 } },
  ]
  const of = `GET /api/v1/batches/${made().id}`
  return {
    api: clientOf<Blob>({
      'GET /api/v1/staff/batches': good({ items: [made()] }),
      [`${of}/progress`]: good({ items }),
      [`${of}/trend`]: [problem(503, 'unavailable'), good({ days: [] })],
    }).api,
  }
})

enableAutoUnmount(afterEach)
beforeEach(() => {
  language.value = 'en'
  localStorage.clear()
})

test('a failed trend is asked for again, and place, search and order stand in the address', async () => {
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/:rest(.*)*', component: ProgressPage }] })
  await router.push('/school?order=missing')
  const staff = shallowRef({ ...OPERATOR, permissions: ['view-progress'] as const })
  const page = mount(ProgressPage, { global: { plugins: [router], provide: { [SESSION as symbol]: { ...createSession(api), staff } } } })
  await flushPromises()
  const names = () => page.findAll('tbody .name').map((name) => name.text())
  expect(names()).toEqual(['医学院', '文学院'])

  expect(page.find('[role=alert]').text()).toContain('Words.')
  await page.findAll('button').find((button) => button.text() === 'Try again')?.trigger('click')
  await flushPromises()
  expect(page.find('[role=alert]').exists()).toBe(false)

  await page.find('input[type=search]').setValue('文')
  await flushPromises()
  expect(names()).toEqual(['文学院'])
  await page.find('tbody a[aria-label="Trend 文学院"]').trigger('click')
  await flushPromises()
  expect(router.currentRoute.value.query).toEqual({ batch: batchOf().id, unit: COLLEGE, words: '文', order: 'missing' })
  expect(page.text()).toContain('Trend: 文学院')

  await page.findAll('button').find((button) => button.text() === 'Show the whole batch')?.trigger('click')
  await flushPromises()
  expect(router.currentRoute.value.query).toEqual({ batch: batchOf().id, words: '文', order: 'missing' })
})
