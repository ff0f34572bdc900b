import { flushPromises, mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import type { Ref } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'

import { useRouteId } from './useRouteId'

test('the id follows the address, and stays while the page is left', async () => {
  let id: Readonly<Ref<string>> | undefined
  const page = {
    template: '<p />',
    setup: () => {
      id = useRouteId()
    },
  }
  const routes = [{ path: '/things/:id', component: page }, { path: '/', component: { template: '<p />' } }]
  const router = createRouter({ history: createMemoryHistory(), routes })
  await router.push('/things/a')
  mount({ template: '<router-view />' }, { global: { plugins: [router] } })
  await flushPromises()
  expect(id?.value).toBe('a')
  await router.push('/things/b')
  expect(id?.value).toBe('b')
  await router.push('/')
  await flushPromises()
  expect(id?.value).toBe('b')
})
