import { enableAutoUnmount, flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { shallowRef } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'

import { createSession, SESSION } from '../../../features/session/useSession/useSession'
import { api } from '../../../lib/api'
import { language } from '../../../lib/language'
import { OPERATOR } from '../../../testing'

import SpecPage from './SpecPage.vue'

vi.mock('../../../lib/api', async () => {
  const { clientOf, good } = await import('@caixiang/shared/testing/client')
  const window = { low: 1, high: 2 }
  const standard = {
    reference: 'ours@2',
    name: 'ours',
    version: 2,
    standing: 'draft',
    revision: 1,
    title: { zh: '本中心', en: 'Ours' },
    batches: [],
    rules: [],
    output: { width_px: 480, height_px: 640, dpi: 300, crown_px: window, eye_line_px: window, face_width_px: window },
  }
  const none = good({ items: [] })
  return {
    api: clientOf<Blob>({
      'GET /api/v1/staff/standards/ours%402': good(standard),
      'GET /api/v1/staff/standards': none,
      'GET /api/v1/staff/batches': none,
    }).api,
  }
})

enableAutoUnmount(afterEach)
beforeEach(() => {
  language.value = 'en'
})

test('what was typed into a draft is not lost without a question', async () => {
  const routes = [{ path: '/specs/:id', component: SpecPage }, { path: '/:rest(.*)*', component: { template: '<p />' } }]
  const router = createRouter({ history: createMemoryHistory(), routes })
  await router.push('/specs/ours@2')
  const staff = shallowRef({ ...OPERATOR, permissions: ['manage-standards', 'manage-batches'] as const })
  const page = mount({ template: '<router-view />' }, {
    global: { plugins: [router], provide: { [SESSION as symbol]: { ...createSession(api), staff } } },
    attachTo: document.body,
  })
  await flushPromises()
  const press = async (name: string) => {
    await page.findAll('button').find((button) => button.text() === name)?.trigger('click')
    await flushPromises()
  }
  await press('Change')
  await page.find('.titles input').setValue('本中心 2026')
  const leaving = router.push('/')
  await flushPromises()
  expect(page.find('dialog[open]').text()).toContain('Leave without saving?')
  await press('Leave')
  await leaving
  expect(router.currentRoute.value.path).toBe('/')
})
