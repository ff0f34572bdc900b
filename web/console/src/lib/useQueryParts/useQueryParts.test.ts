import { flushPromises, mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'

import { useQueryParts } from './useQueryParts'
import type { QueryParts } from './useQueryParts'

async function opened(path: string) {
  const found: QueryParts<'words' | 'order'>[] = []
  const page = { template: '<p />', setup: () => { found.push(useQueryParts(['words', 'order'])) } }
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/list', component: page }, { path: '/', component: { template: '<p />' } }] })
  await router.push(path)
  mount({ template: '<router-view />' }, { global: { plugins: [router] } })
  await flushPromises()
  const [parts] = found
  if (parts === undefined) throw new Error('there is no page')
  return { ...parts, router, address: () => router.currentRoute.value.fullPath }
}

test('the address says what is looked at', async () => {
  const { said } = await opened('/list?words=a&order=x&order=y')
  expect(said.value).toEqual({ words: 'a', order: '' })
})

test('a change stands in the address, beside what others have put there', async () => {
  const { change, address } = await opened('/list?batch=b&words=a')
  change({ order: 'missing', words: '文学院' })
  await flushPromises()
  expect(decodeURI(address())).toBe('/list?batch=b&words=文学院&order=missing')
  change({ words: '' })
  await flushPromises()
  expect(address()).toBe('/list?batch=b&order=missing')
})

test('nothing changes while the page is left', async () => {
  const { said, router } = await opened('/list?words=a')
  await router.push('/?words=b')
  expect(said.value.words).toBe('a')
})
