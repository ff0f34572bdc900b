import { flushPromises, mount } from '@vue/test-utils'
import { beforeEach, expect, test } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'

import { queryFrom, queryText, useKeptQuery } from './useKeptQuery'

const NAMES = ['batch', 'doubts']
const PAGE = { template: '<p />', setup: () => { useKeptQuery('test', NAMES) } }

beforeEach(() => {
  localStorage.clear()
})

async function opened(path: string) {
  const routes = [{ path: '/queue', component: PAGE }, { path: '/', component: { template: '<p />' } }]
  const router = createRouter({ history: createMemoryHistory(), routes })
  await router.push(path)
  const app = mount({ template: '<router-view />' }, { global: { plugins: [router] } })
  await flushPromises()
  return { router, query: () => router.currentRoute.value.query, close: () => { app.unmount() } }
}

test('what was chosen is there at the next visit', async () => {
  const first = await opened('/queue')
  await first.router.replace('/queue?batch=b&doubts=with&first=x')
  await first.router.push('/')
  first.close()
  const second = await opened('/queue')
  expect(second.query()).toEqual({ batch: 'b', doubts: 'with' })
  second.close()
})

test('an address that says something itself comes first, and a cleared choice stays cleared', async () => {
  localStorage.setItem('caixiang-console.query-test', 'batch=b')
  const first = await opened('/queue?doubts=with')
  expect(first.query()).toEqual({ doubts: 'with' })
  await first.router.replace('/queue')
  await flushPromises()
  first.close()
  expect((await opened('/queue')).query()).toEqual({})
})

test('what makes no sense counts for nothing', () => {
  expect(queryFrom(true, NAMES)).toEqual({})
  expect(queryFrom('other=1&doubts=with', NAMES)).toEqual({ doubts: 'with' })
  expect(queryText({ doubts: ['a', 'b'], batch: 'b' }, NAMES)).toBe('batch=b')
})
