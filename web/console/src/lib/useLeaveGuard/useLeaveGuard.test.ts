import { flushPromises, mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import { ref } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'

import { useLeaveGuard } from './useLeaveGuard'
import type { LeaveGuard } from './useLeaveGuard'

async function opened() {
  const isChanged = ref(false)
  const guards: LeaveGuard[] = []
  const page = { template: '<p />', setup: () => { guards.push(useLeaveGuard(() => isChanged.value)) } }
  const routes = [{ path: '/forms/:id', component: page }, { path: '/', component: { template: '<p />' } }]
  const router = createRouter({ history: createMemoryHistory(), routes })
  await router.push('/forms/a')
  const app = mount({ template: '<router-view />' }, { global: { plugins: [router] } })
  await flushPromises()
  const [guard] = guards
  if (guard === undefined) throw new Error('there is no page')
  return { isChanged, guard, router, app, at: () => router.currentRoute.value.path }
}

test('nobody is asked who has changed nothing', async () => {
  const { router, guard, at } = await opened()
  await router.push('/')
  expect(guard.isAsking.value).toBe(false)
  expect(at()).toBe('/')
})

test('what was typed stays until somebody says that it may be lost', async () => {
  const { router, guard, isChanged, at } = await opened()
  isChanged.value = true
  for (const way of ['/', '/forms/b']) {
    const going = router.push(way)
    await flushPromises()
    expect(guard.isAsking.value).toBe(true)
    guard.answer(false)
    await going
    expect(guard.isAsking.value).toBe(false)
    expect(at()).toBe('/forms/a')
  }
  const going = router.push('/')
  await flushPromises()
  guard.answer(true)
  await going
  expect(at()).toBe('/')
})

test('the browser asks too, as long as the page is there', async () => {
  const { isChanged, app } = await opened()
  const isAsked = () => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }))
  expect(isAsked()).toBe(false)
  isChanged.value = true
  expect(isAsked()).toBe(true)
  app.unmount()
  expect(isAsked()).toBe(false)
})
