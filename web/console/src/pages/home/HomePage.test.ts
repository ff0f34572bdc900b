import { enableAutoUnmount, flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { shallowRef } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'

import { createSession, SESSION } from '../../features/session/useSession/useSession'
import { api } from '../../lib/api'
import { language } from '../../lib/language'
import type { Permission } from '../../room'
import { batchOf, OPERATOR } from '../../testing'

import HomePage from './HomePage.vue'
import MissingCard from './MissingCard.vue'

const COLLEGE = '019fb8e7-6400-7b05-bc95-01d46eb16cc7'

vi.mock('../../lib/api', async () => {
  const { clientOf, good } = await import('@caixiang/shared/testing/client')
  const { batchOf: made } = await import('../../testing')
  const leaf = { school: 's', on_roster: 10, off_roster: 0, by_state: {}, not_begun: 0 }
  const items = [
    { ...leaf, college: '019fb8e7-6400-7b05-bc95-01d46eb16cc7', college_name: '文学院', not_begun: 7, by_state: { rejected: 2 } },
    { ...leaf, college: '019fb8e7-6400-7b05-bc95-01d46eb16cc8', college_name: '医学院', by_state: { approved: 10 } },
  ]
  return {
    api: clientOf<Blob>({
      'GET /api/v1/staff/batches': good({ items: [made()] }),
      [`GET /api/v1/batches/${made().id}/progress`]: good({ items }),
    }).api,
  }
})

enableAutoUnmount(afterEach)
beforeEach(() => {
  language.value = 'en'
})

async function home(...permissions: readonly Permission[]) {
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/:rest(.*)*', component: HomePage }] })
  await router.push('/')
  const staff = shallowRef({ ...OPERATOR, permissions })
  const page = mount(HomePage, { global: { plugins: [router], provide: { [SESSION as symbol]: { ...createSession(api), staff } } } })
  await vi.dynamicImportSettled()
  await flushPromises()
  return page
}

test('an officer sees first who is missing, with the way to the lists', async () => {
  const page = await home('view-progress', 'export-lists')
  const card = page.findComponent(MissingCard)
  const rows = card.findAll('tbody tr').map((row) => row.findAll('th, td').map((cell) => cell.text()))
  expect(rows).toEqual([['Together', '7', '2'], ['文学院', '7', '2']])
  const links = card.findAll('tbody a').map((link) => link.attributes('href'))
  expect(links).toContain(`/school/students?batch=${batchOf().id}&unit=${COLLEGE}`)
  expect(links.some((link) => link?.includes('stage=rejected') === true)).toBe(true)
})

test('whoever has no students to look after is spared it', async () => {
  expect((await home('review-for-centre', 'view-progress')).findComponent(MissingCard).exists()).toBe(false)
})
