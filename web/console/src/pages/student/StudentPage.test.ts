import { enableAutoUnmount, flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { shallowRef } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'

import { createSession, SESSION } from '../../features/session/useSession/useSession'
import { api } from '../../lib/api'
import { language } from '../../lib/language'
import type { Permission } from '../../room'
import { OPERATOR } from '../../testing'

import StudentPage from './StudentPage.vue'

const { asked } = vi.hoisted(() => ({ asked: [] as string[] }))

vi.mock('../../lib/api', async () => {
  const { clientBy, good } = await import('@caixiang/shared/testing/client')
  return {
    api: clientBy<Blob>(({ method, url }) => {
      asked.push(`${method} ${url}`)
      return good({ items: [] })
    }).api,
  }
})

const CODE = btoa(JSON.stringify({ cjm: 'A1', yxdm: '10574', xh: '0001' }))

enableAutoUnmount(afterEach)
beforeEach(() => {
  language.value = 'en'
  asked.length = 0
})

async function looked(typed: string, ...permissions: readonly Permission[]) {
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/:rest(.*)*', component: StudentPage }] })
  await router.push('/student')
  const staff = shallowRef({ ...OPERATOR, permissions })
  const page = mount(StudentPage, { global: { plugins: [router], provide: { [SESSION as symbol]: { ...createSession(api), staff } } } })
  await page.find('form input').setValue(typed)
  await page.find('form').trigger('submit')
  await flushPromises()
  return page
}

test('a scanned code is looked up as a code, a number as a number', async () => {
  await looked(CODE, 'allow-more', 'shoot-on-site')
  await looked('2021 0001', 'allow-more', 'shoot-on-site')
  expect(asked).toEqual(['POST /api/v1/staff/counter/payload', 'GET /api/v1/staff/students?number=20210001'])
})

test('who may not look codes up is told to type a number, and nothing is sent', async () => {
  const page = await looked(CODE, 'allow-more')
  expect(asked).toEqual([])
  expect(page.find('[role=alert]').text()).toContain('type the student number')
})
