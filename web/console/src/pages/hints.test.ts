import { enableAutoUnmount, flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { shallowRef } from 'vue'
import type { Component } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'

import { createSession, SESSION } from '../features/session/useSession/useSession'
import { api } from '../lib/api'
import { language } from '../lib/language'
import { hints } from '../lib/useHints/useHints'
import { createUndo, UNDO } from '../lib/useUndo/useUndo'
import { OPERATOR } from '../testing'

import BatchesPage from './batches/BatchesPage.vue'
import OrdersPage from './money/orders/OrdersPage.vue'
import RegistryPage from './registry/RegistryPage.vue'
import StaffPage from './staff/StaffPage.vue'
import StudentPage from './student/StudentPage.vue'

/** A pretended browser takes its time for whole pages. */
const SLOW_MS = 60_000

vi.mock('../lib/api', async () => {
  const { clientOf } = await import('@caixiang/shared/testing/client')
  return { api: clientOf<Blob>({}).api }
})

enableAutoUnmount(afterEach)
beforeEach(() => {
  language.value = 'en'
  hints.showAll()
})

async function opened(page: Component) {
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/:rest(.*)*', component: page }] })
  await router.push('/')
  const provide = { [SESSION as symbol]: { ...createSession(api), staff: shallowRef(OPERATOR) }, [UNDO as symbol]: createUndo() }
  const app = mount(page, { global: { plugins: [router], provide } })
  await flushPromises()
  return app
}

test.each<[string, Component]>([
  ['batches', BatchesPage],
  ['orders', OrdersPage],
  ['the registry', RegistryPage],
  ['staff', StaffPage],
  ['one student', StudentPage],
])('who comes to %s for the first time gets a hint, once', { timeout: SLOW_MS }, async (_, page) => {
  const app = await opened(page)
  const hint = () => app.find('aside[aria-label="Hint"]')
  expect(hint().find('p').text()).not.toBe('')
  await hint().find('button').trigger('click')
  expect(hint().exists()).toBe(false)
})
