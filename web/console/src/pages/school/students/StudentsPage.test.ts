import { enableAutoUnmount, flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { shallowRef } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'

import { createSession, SESSION } from '../../../features/session/useSession/useSession'
import { api } from '../../../lib/api'
import { keeper } from '../../../lib/keeper'
import { language } from '../../../lib/language'
import { OPERATOR } from '../../../testing'

import StudentsPage from './StudentsPage.vue'

vi.mock('../../../lib/api', async () => {
  const { clientOf, good } = await import('@caixiang/shared/testing/client')
  const { batchOf } = await import('../../../testing')
  const batch = batchOf()
  const student = { student_number: '20230001', college_name: '文学院', class_name: '1班', level: '专升本', stage: 'not-begun', listed: true }
  return {
    api: clientOf<Blob>({
      'GET /api/v1/staff/batches': good({ items: [batch] }),
      [`GET /api/v1/batches/${batch.id}/progress`]: good({ items: [] }),
      [`GET /api/v1/batches/${batch.id}/students`]: good({ items: [student] }),
    }).api,
  }
})

enableAutoUnmount(afterEach)
beforeEach(() => {
  language.value = 'en'
})
afterEach(() => {
  localStorage.clear()
})

test('a column of the list can be hidden, and stays so', async () => {
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/:rest(.*)*', component: StudentsPage }] })
  await router.push('/school/students')
  const staff = shallowRef({ ...OPERATOR, permissions: ['export-lists'] as const })
  const page = mount(StudentsPage, {
    global: { plugins: [router], provide: { [SESSION as symbol]: { ...createSession(api), staff } } },
    attachTo: document.body,
  })
  await flushPromises()
  const heads = () => page.findAll('thead th').map((head) => head.text())
  expect(heads()).toContain('College')
  await page.findAll('button').find((button) => button.text() === 'Choose columns')?.trigger('click')
  const [number, college] = page.findAll('dialog[open] input')
  expect(number?.attributes()).toHaveProperty('disabled')
  await college?.setValue(false)
  expect(heads()).not.toContain('College')
  expect(keeper.read('columns-students')).toBe('college')
})
